import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import { type CountCell, totalOf } from "../../counts/count-cell";
import { CountNotes } from "../../counts/count-notes";
import { Counted } from "../../counts/counted";
import { families } from "../../counts/families";
import { useFamilyName } from "../../counts/use-family-name";
import { cellsOf, type YearsRow } from "../../counts/years-table";
import { useFrame } from "../../frame/frame";
import { WithheldRow } from "../../frame/withheld-row";
import { monthsUntil, windowMonths } from "../../pattern/months";
import { countsOf } from "../counts/counts-asked";
import { type CountsGrid, countsGrid } from "../counts/counts-grid";
import { siteYears } from "../counts/site-years";
import { useDwellings } from "../counts/use-dwellings";
import { type InMonth, Section } from "../ground/section";
import { siteCountsDocument, siteLevelDocument } from "../ground/site.documents";
import { type HistoryPoint, historyPoints } from "../history/history-points";

/** Level and numbers of incidents month by month, with the sums of the year, in one table. */
export function TwelveMonths({ id, month }: InMonth) {
  const { t } = useWords();
  const { may, months: published } = useFrame();
  const months = monthsUntil(month, windowMonths);
  const hasLevels = may("SITE_LEVEL");
  const hasCounts = may("INCIDENT_COUNTS");
  const levels = useGraph(siteLevelDocument, { id, month }, { isEnabled: hasLevels });
  const counts = useGraph(siteCountsDocument, countsOf(id, month), { isEnabled: hasCounts });
  const dwellings = useDwellings({ id, month });
  const hasNoRates = dwellings === null && month !== published[0];
  const year = (history: readonly HistoryPoint[] | null, grid: CountsGrid | null) => (
    <Year months={months} history={history} counts={grid} dwellings={dwellings} />
  );
  const countRows = (history: readonly HistoryPoint[] | null) => {
    if (!hasCounts) {
      return (
        <>
          {year(history, null)}
          <WithheldRow row="INCIDENT_COUNTS" />
        </>
      );
    }
    return (
      <>
        {hasFailed(counts) && year(history, null)}
        <Answered query={counts} roomRem={14}>
          {({ site }, isWhole) => {
            const told = site?.incidentCounts ?? null;
            return (
              <>
                {year(history, told === null ? null : countsGrid(told))}
                {told === null && isWhole && <p>{t("site.countsHidden")}</p>}
                {told !== null && hasNoRates && <p className="quiet">{t("counts.siteRateNote")}</p>}
              </>
            );
          }}
        </Answered>
      </>
    );
  };
  return (
    <Section title={t("site.sheet.year")}>
      {hasLevels ? (
        <>
          <Answered query={levels} roomRem={18}>
            {({ site }) =>
              countRows(site?.history == null ? null : historyPoints(site.history, months))
            }
          </Answered>
          {hasFailed(levels) && countRows(null)}
        </>
      ) : (
        <>
          <WithheldRow row="SITE_LEVEL" />
          {countRows(null)}
        </>
      )}
    </Section>
  );
}

/** Nothing of it can be shown: what stands beside it still is. */
function hasFailed({ isError, data }: { readonly isError: boolean; readonly data: unknown }) {
  return isError && data === undefined;
}

interface YearProps {
  /** Oldest first. */
  readonly months: readonly string[];
  /** Null where the convention does not show levels, or they could not be read. */
  readonly history: readonly HistoryPoint[] | null;
  /** Null where numbers are not shown, or could not be read. */
  readonly counts: CountsGrid | null;
  readonly dwellings: number | null;
}

function Year({ months, history, counts, dwellings }: YearProps) {
  const { t, format } = useWords();
  const familyName = useFamilyName();
  const [from = "", to = ""] = [months[0], months.at(-1)];
  const years = counts === null ? null : siteYears(counts, to, dwellings);
  const cells =
    counts === null
      ? []
      : families.flatMap((family) => months.map((month) => counts.cell(family, month)));
  const sums = ["year", "yearBefore", "rate"] as const;
  if (history === null && counts === null) return null;
  return (
    <>
      <DataTable
        className="site-sheet-year"
        caption={t("site.sheet.yearCaption", { from: format.month(from), to: format.month(to) })}
        columns={[
          t("counts.family"),
          ...months.map((month) => ({ number: format.shortMonth(month) })),
          ...(years === null ? [] : sums.map((sum) => ({ number: t(`counts.${sum}`) }))),
        ]}
        isWide
      >
        <tbody>
          {history !== null && (
            <tr>
              <th scope="row">{t("site.effective")}</th>
              {history.map((point) => (
                <td key={point.month} className="number">
                  <LevelOf point={point} />
                </td>
              ))}
              {years !== null && <td colSpan={sums.length} />}
            </tr>
          )}
          {counts !== null &&
            years?.rows.map(({ family, ...row }) => (
              <tr key={family}>
                <th scope="row">{familyName(family)}</th>
                <Numbers cells={months.map((month) => counts.cell(family, month))} row={row} />
              </tr>
            ))}
        </tbody>
        {counts !== null && years !== null && (
          <tfoot>
            <tr>
              <th scope="row">{t("counts.total")}</th>
              <Numbers
                cells={months.map((month) =>
                  totalOf(families.map((family) => counts.cell(family, month))),
                )}
                row={years.total}
              />
            </tr>
          </tfoot>
        )}
      </DataTable>
      {years !== null && (
        <CountNotes cells={[...cells, ...cellsOf([...years.rows, years.total])]} />
      )}
    </>
  );
}

function LevelOf({ point: { state, level } }: { readonly point: HistoryPoint }) {
  if (state === "NOT_PUBLISHED") return <Counted cell={{ state: "ABSENT" }} />;
  return <LevelBadge level={state === "UNDETERMINED" ? null : level} isShort />;
}

interface NumbersProps {
  /** Month by month. */
  readonly cells: readonly CountCell[];
  readonly row: YearsRow;
}

function Numbers({ cells, row: { year, yearBefore, rate } }: NumbersProps) {
  const { format } = useWords();
  return (
    <>
      {[...cells, year, yearBefore].map((cell, place) => (
        <td key={place} className="number" data-state={cell.state}>
          <Counted cell={cell} />
        </td>
      ))}
      <td className="number">
        <Counted
          cell={rate}
          // Rounded up it would be no lower bound.
          write={(number, isPartial) =>
            format.rate(isPartial ? Math.floor(number * 10) / 10 : number)
          }
        />
      </td>
    </>
  );
}
