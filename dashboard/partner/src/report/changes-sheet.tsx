import { useWords } from "@palier/dashboard-ui/language/use-words";
import { ChangedActions } from "../changes/changed-actions";
import { ChangedSites } from "../changes/changed-sites";
import { MovedTable } from "../changes/moved-table";
import { useFrame } from "../frame/frame";
import { WithheldRow } from "../frame/withheld-row";
import { type InMonth, Sheet } from "./sheet";
import { SheetFooter } from "./sheet-footer";

/** What a committee asks first: what changed since the month before and the year before. */
export function ChangesSheet({ code, month }: InMonth) {
  const { t } = useWords();
  const { may } = useFrame();
  const footer = <SheetFooter month={month} />;
  return (
    <>
      <Sheet title={t("changes.title")} month={month}>
        {may("TERRITORY_FIGURES") ? (
          <MovedTable code={code} month={month} />
        ) : (
          <WithheldRow row="TERRITORY_FIGURES" />
        )}
      </Sheet>
      <Sheet title={t("changes.sites")} month={month} isLong>
        <ChangedSites code={code} month={month} months={1} footer={footer} />
      </Sheet>
      <Sheet title={t("changes.plan")} month={month} isLong>
        <ChangedActions code={code} month={month} landlord={null} footer={footer} />
      </Sheet>
    </>
  );
}
