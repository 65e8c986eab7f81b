import { useWords } from "@palier/dashboard-ui/language/use-words";
import { ChangedSites } from "./changed-sites";
import type { InMonth } from "./moved-table";
import { OnWish } from "./on-wish";

/** The sites that changed in a year: many, so they are asked for when they are wanted. */
export function OfYear({ code, month }: InMonth) {
  const { t } = useWords();
  return (
    <OnWish title={t("changes.ofYear")}>
      <ChangedSites code={code} month={month} months={12} />
    </OnWish>
  );
}
