import i18next from "i18next";
import { initReactI18next } from "react-i18next";

export const languages = ["fr", "en"] as const;
export type Language = (typeof languages)[number];

const key = "palier-language";

/** Every text that a screen shows, by its key; of each language the same keys. */
export type Catalogues = Readonly<Record<Language, object>>;

/** French first; the other one where the visitor has chosen it on this machine. */
export function startLanguage(catalogues: Catalogues): void {
  const kept = localStorage.getItem(key);
  void i18next.use(initReactI18next).init({
    lng: languages.find((language) => language === kept) ?? "fr",
    fallbackLng: false,
    resources: Object.fromEntries(
      languages.map((language) => [language, { translation: catalogues[language] }]),
    ),
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  followLanguage(i18next.language);
  i18next.on("languageChanged", followLanguage);
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(key, language);
  void i18next.changeLanguage(language);
}

/** What the graph names in both of its languages, as a question asks for it. */
export interface Labelled {
  readonly french: string | null;
  readonly english: string | null;
}

/** A display language that the graph does not have shows the English name. */
export function labelIn(language: Language, label: Labelled | null | undefined): string | null {
  return (language === "fr" ? label?.french : label?.english) ?? null;
}

function followLanguage(language: string): void {
  document.documentElement.lang = language;
}
