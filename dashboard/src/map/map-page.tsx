import { useWords } from "../language/use-words";

export function MapPage() {
  const { t } = useWords();
  return <h1>{t("map.title")}</h1>;
}
