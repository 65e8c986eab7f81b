import { useWords } from "@palier/dashboard-ui/language/use-words";
import { ChangedSites } from "../changes/changed-sites";
import { MovedTable } from "../changes/moved-table";
import { useFrame } from "../frame/frame";
import { WithheldRow } from "../frame/withheld-row";
import { type InMonth, Sheet } from "./sheet";

/** What a committee asks first: what changed since the month before and the year before. */
export function ChangesSheet({ code, month }: InMonth) {
  const { t } = useWords();
  const { may } = useFrame();
  return (
    <Sheet title={t("changes.title")} month={month}>
      {may("TERRITORY_FIGURES") ? (
        <>
          <MovedTable code={code} month={month} />
          <section className="sheet-part">
            <h3>{t("changes.sites")}</h3>
            <ChangedSites code={code} month={month} months={1} />
          </section>
        </>
      ) : (
        <WithheldRow row="TERRITORY_FIGURES" />
      )}
    </Sheet>
  );
}
