import { useWords } from "../language/use-words";

export function ActionsPage() {
  const { t } = useWords();
  return <h1>{t("actions.title")}</h1>;
}
