import { useWords } from "../language/use-words";
import { Notice } from "../parts/notice";
import { windowMonths } from "./months";

/** The landlord has not closed the month. */
export function Unclassified() {
  const { t } = useWords();
  return (
    <Notice kind="info" title={t("site.unclassified")}>
      <p>{t("site.unclassifiedAdvice")}</p>
    </Notice>
  );
}

/** Too few months are closed to tell. */
export function Undetermined({ closedMonths }: { readonly closedMonths: number | null }) {
  const { t } = useWords();
  return (
    <Notice kind="info" title={t("site.undetermined")}>
      <p>{t("site.undeterminedAdvice", { closed: closedMonths ?? "?", window: windowMonths })}</p>
    </Notice>
  );
}
