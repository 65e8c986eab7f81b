import { useWords } from "../language/use-words";

export function TerritoryPage() {
  const { t } = useWords();
  return <h1>{t("territory.title")}</h1>;
}
