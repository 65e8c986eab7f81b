import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import type { CountCell } from "../counts/count-cell";
import { CountNotes } from "../counts/count-notes";
import { Counted } from "../counts/counted";
import { useFamilyName } from "../counts/use-family-name";
import { useFrame } from "../frame/frame";
import { WithheldRow } from "../frame/withheld-row";
import { monthsUntil, windowMonths } from "../pattern/months";
import { countsGrid } from "../site/counts/counts-grid";
import { siteYears } from "../site/counts/site-years";
import { Section } from "../site/ground/section";
import { compareCountsDocument } from "./compare.documents";
import { comparedCountsOf } from "./compared-together";
import { inOrder, useCompared } from "./use-compared";
import { useLevels } from "./use-levels";
import { type OfSites, useNames } from "./use-names";

/** Numbers of the year by family, and for a thousand dwellings, so that a large site and a small one compare. */
export function ComparedCounts({ ids, month }: OfSites) {
  const { t, format } = useWords();
  const { may, months: published } = useFrame();
  const { names, query: identities, sitesIn } = useNames(ids);
  const isShown = may("INCIDENT_COUNTS");
  const query = useCompared(compareCountsDocument, ids, comparedCountsOf(month), isShown);
  const levels = useLevels({ ids, month }).query.data?.data;
  const isLast = month === published[0];
  const known = identities.data === undefined ? [] : sitesIn(identities.data.data);
  const ofMonth = levels === undefined ? [] : inOrder(levels, ids);
  // Those of the month; of today only where levels are not shown, which tell them.
  const dwellings = ids.map((_, place) => {
    const classification = ofMonth[place]?.classification;
    const told = classification?.month === month ? classification.dwellings : null;
    return told ?? (isLast ? (known[place]?.dwellings ?? null) : null);
  });
  const hasRates = isLast || dwellings.some((each) => each !== null);
  const said = {
    from: format.month(monthsUntil(month, windowMonths)[0] ?? month),
    to: format.month(month),
  };
  return (
    <Section title={t("compare.counts")}>
      {isShown ? (
        <Answered query={query} roomRem={30}>
          {(data) => {
            const years = inOrder(data, ids).map((site, place) =>
              site?.incidentCounts == null
                ? null
                : siteYears(countsGrid(site.incidentCounts), month, dwellings[place] ?? null),
            );
            const rowsOf = (part: "year" | "rate"): OfFamilies => {
              const cells = (at: number | "total") =>
                years.map(
                  (each) => (at === "total" ? each?.total : each?.rows[at])?.[part] ?? absent,
                );
              const rows = years.find((each) => each !== null)?.rows ?? [];
              return {
                rows: rows.map(({ family }, at) => ({ family, cells: cells(at) })),
                total: cells("total"),
              };
            };
            const [numbers, rates] = [rowsOf("year"), rowsOf("rate")];
            return (
              <>
                <FamiliesTable
                  {...numbers}
                  names={names}
                  caption={t("compare.countsCaption", said)}
                />
                {hasRates && (
                  <FamiliesTable
                    {...rates}
                    names={names}
                    caption={t("compare.ratesCaption", said)}
                    isRate
                  />
                )}
                <CountNotes cells={[numbers, rates].flatMap(cellsOf)} />
                {!hasRates && <p className="quiet">{t("counts.siteRateNote")}</p>}
              </>
            );
          }}
        </Answered>
      ) : (
        <WithheldRow row="INCIDENT_COUNTS" />
      )}
    </Section>
  );
}

const absent: CountCell = { state: "ABSENT" };

/** Numbers of each site, family by family. */
interface OfFamilies {
  readonly rows: readonly {
    readonly family: Parameters<ReturnType<typeof useFamilyName>>[0];
    readonly cells: readonly CountCell[];
  }[];
  readonly total: readonly CountCell[];
}

function cellsOf({ rows, total }: OfFamilies): CountCell[] {
  return [...rows.flatMap(({ cells }) => cells), ...total];
}

interface FamiliesTableProps extends OfFamilies {
  readonly names: readonly string[];
  readonly caption: string;
  readonly isRate?: boolean;
}

function FamiliesTable({ rows, total, names, caption, isRate = false }: FamiliesTableProps) {
  const { t, format } = useWords();
  const familyName = useFamilyName();
  // Rounded up a rate would be no lower bound.
  const write = (number: number, isPartial: boolean) =>
    format.rate(isPartial ? Math.floor(number * 10) / 10 : number);
  const row = (cells: readonly CountCell[]) =>
    cells.map((cell, place) => (
      <td key={names[place]} className="number" data-state={cell.state}>
        {isRate ? <Counted cell={cell} write={write} /> : <Counted cell={cell} />}
      </td>
    ));
  return (
    <DataTable
      className="compare-table"
      caption={caption}
      columns={[t("counts.family"), ...names.map((number) => ({ number }))]}
      isWide
    >
      <tbody>
        {rows.map(({ family, cells }) => (
          <tr key={family}>
            <th scope="row">{familyName(family)}</th>
            {row(cells)}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("counts.total")}</th>
          {row(total)}
        </tr>
      </tfoot>
    </DataTable>
  );
}
