import { useWords } from "../language/use-words";

export function SitePage() {
  const { t } = useWords();
  return <h1>{t("site.title")}</h1>;
}
