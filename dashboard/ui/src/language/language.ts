import i18next from "i18next";
import { initReactI18next } from "react-i18next";

/** One that a reader may choose. */
export interface Language {
  /** As an element's `lang` says it. */
  readonly code: string;
  /** In itself, e.g. `Français`. */
  readonly name: string;
  /** By which numbers, days and lists are written. */
  readonly locale: string;
  /** What the graph itself words, it words in French and in English. */
  readonly wording: "FRENCH" | "ENGLISH";
  /** Where the browser writes a day otherwise than the language does. */
  readonly mendDay?: (day: string) => string;
  /** Every text that a screen shows, by its key; of each language the same keys. */
  readonly texts: object;
}

const key = "palier-language";

let spoken: readonly Language[] = [];

/** The first language, unless the visitor has chosen another on this machine. */
export function startLanguage(languages: readonly [Language, ...Language[]]): void {
  spoken = languages;
  const kept = localStorage.getItem(key);
  const [{ code: first }] = languages;
  void i18next.use(initReactI18next).init({
    lng: languages.find(({ code }) => code === kept)?.code ?? first,
    fallbackLng: false,
    resources: Object.fromEntries(
      languages.map(({ code, texts }) => [code, { translation: texts }]),
    ),
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  followLanguage(i18next.language);
  i18next.on("languageChanged", followLanguage);
}

export function chooseLanguage({ code }: Language): void {
  localStorage.setItem(key, code);
  void i18next.changeLanguage(code);
}

/** Those to choose from. */
export function spokenLanguages(): readonly Language[] {
  return spoken;
}

/** @throws when no such language was started. */
export function languageOf(code: string): Language {
  const found = spoken.find((each) => each.code === code);
  if (found === undefined) throw new Error(`nobody speaks "${code}"`);
  return found;
}

function followLanguage(code: string): void {
  document.documentElement.lang = code;
}
