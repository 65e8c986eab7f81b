import type { Language } from "../../language/language";

const locales: Readonly<Record<Language, string>> = { fr: "fr-FR", en: "en-GB" };

/** `a, b et c`, as the language writes it. */
export function listWithAnd(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(locales[language], { type: "conjunction" }).format(items);
}

/** `a, b ou c`, as the language writes it. */
export function listWithOr(items: readonly string[], language: Language): string {
  return new Intl.ListFormat(locales[language], { type: "disjunction" }).format(items);
}
