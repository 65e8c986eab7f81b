import { useTranslation } from "react-i18next";
import { type Formats, formatsOf } from "./formats";
import { languageOf } from "./language";

export type { Texts } from "./texts";

/** What the graph words in both of its languages. */
export interface Worded {
  readonly french?: string | null;
  readonly english?: string | null;
}

/** Texts of the catalogue, and numbers and months as the language writes them. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  const format: Formats = formatsOf(language);
  const worded = (label: Worded | null | undefined): string | null =>
    (language.wording === "FRENCH" ? label?.french : label?.english) ?? null;
  return { t, format, language, worded };
}
