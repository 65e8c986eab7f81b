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
      {/* How many and which, one below the other: alone, how many would leave half of a page empty. */}
      <Sheet title={null} month={month} isLong>
        <section className="sheet-part" aria-labelledby="report-changes">
          <h2 id="report-changes">{t("changes.title")}</h2>
          {may("TERRITORY_FIGURES") ? (
            <MovedTable code={code} month={month} />
          ) : (
            <WithheldRow row="TERRITORY_FIGURES" />
          )}
        </section>
        <section className="sheet-part" aria-labelledby="report-changed-sites">
          <h2 id="report-changed-sites">{t("changes.sites")}</h2>
          <ChangedSites code={code} month={month} months={1} footer={footer} />
        </section>
      </Sheet>
      <Sheet title={t("changes.plan")} month={month} isLong>
        <ChangedActions code={code} month={month} landlord={null} footer={footer} />
      </Sheet>
    </>
  );
}
