import { useWords } from "../language/use-words";

export function RightsPage() {
  const { t } = useWords();
  return <h1>{t("rights.title")}</h1>;
}
