import { useWords } from "@palier/dashboard-ui/language/use-words";
import { AllWithheld, CountNotes } from "../../counts/count-notes";
import { families } from "../../counts/families";
import { cellsOf, haveIncomparable, haveUnusualFall, YearsTable } from "../../counts/years-table";
import { useFrame } from "../../frame/frame";
import { ShownRow } from "../../frame/shown-row";
import { monthsUntil, windowMonths } from "../../pattern/months";
import { type InMonth, Section } from "../ground/section";
import { siteCountsDocument } from "../ground/site.documents";
import { countsOf } from "./counts-asked";
import { type CountsGrid, countsGrid } from "./counts-grid";
import { CountsTable } from "./counts-table";
import { siteYears } from "./site-years";
import { useDwellings } from "./use-dwellings";
import "./counts.css";

/** Numbers of incidents of twelve months and of the twelve before, withheld ones shown as such. */
export function CountsSection({ id, month }: InMonth) {
  const { t } = useWords();
  return (
    <Section title={t("site.counts")}>
      <ShownRow
        row="INCIDENT_COUNTS"
        document={siteCountsDocument}
        variables={countsOf(id, month)}
        roomRem={28}
      >
        {({ site }, isWhole) => {
          const counts = site?.incidentCounts;
          if (counts == null) return isWhole ? <p>{t("site.countsHidden")}</p> : null;
          return <Tables id={id} grid={countsGrid(counts)} month={month} />;
        }}
      </ShownRow>
    </Section>
  );
}

interface TablesProps extends InMonth {
  readonly grid: CountsGrid;
}

/** Years, then months; what their signs mean is said once. */
function Tables({ id, grid, month }: TablesProps) {
  const { t, format } = useWords();
  const { months: published } = useFrame();
  const dwellings = useDwellings({ id, month });
  const thisYear = monthsUntil(month, windowMonths);
  const cells = thisYear.flatMap((each) => families.map((family) => grid.cell(family, each)));
  const { rows, total } = siteYears(grid, month, dwellings);
  const all = [...rows, total];
  const shown = [...cells, ...cellsOf(all)];
  if (shown.every(({ state }) => state === "WITHHELD")) return <AllWithheld />;
  return (
    <>
      <YearsTable
        caption={t("site.yearsCaption", {
          from: format.month(thisYear[0] ?? ""),
          to: format.month(month),
        })}
        families={rows}
        total={total}
      />
      <CountsTable grid={grid} months={thisYear} />
      <CountNotes
        cells={shown}
        hasUnusualFall={haveUnusualFall(all)}
        hasIncomparable={haveIncomparable(all)}
      />
      {dwellings === null && month !== published[0] && (
        <p className="quiet">{t("counts.siteRateNote")}</p>
      )}
    </>
  );
}
