import { useTranslation } from "react-i18next";
import { type Formats, formatsOf } from "./formats";
import type { Language } from "./language";

/** Texts of the catalogue, and numbers and months as the language writes them. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  const format: Formats = formatsOf(language);
  return { t, format, language };
}
