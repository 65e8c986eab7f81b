import { useWords } from "../language/use-words";

export function ReportPage() {
  const { t } = useWords();
  return <h1>{t("report.title")}</h1>;
}
