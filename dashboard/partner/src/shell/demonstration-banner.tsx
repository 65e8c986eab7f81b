import { useWords } from "@palier/dashboard-ui/language/use-words";

/** Every screen that shows demonstration data says so. */
export function DemonstrationBanner() {
  const { t } = useWords();
  return <aside className="demonstration-banner">{t("shell.demonstration")}</aside>;
}
