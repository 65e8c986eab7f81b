import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Notice } from "@palier/dashboard-ui/parts/notice";

/** In the place of a plan that was not given: no zero and no empty list may stand for it. */
export function Unreadable() {
  const { t } = useWords();
  return (
    <Notice kind="problem" title={t("parts.failed")}>
      <p>{t("parts.failedAdvice")}</p>
    </Notice>
  );
}
