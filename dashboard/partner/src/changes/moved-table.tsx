import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { Counted } from "../counts/counted";
import { monthBefore } from "../figures/change";
import { useFrame } from "../frame/frame";
import { type AnsweredMissing, missingOf } from "../frame/missing";
import { movedDocument, movedWithDecisionsDocument } from "./changes.documents";
import { useMissingWords } from "./missing-of-changes";
import { type Moved, type MovedCount, movedOf, movements } from "./moved";
import "./changes.css";

export interface InMonth {
  /** Of the territory. */
  readonly code: string;
  readonly month: string;
}

interface Counts {
  readonly since: string;
  readonly counts: readonly MovedCount[] | null;
  readonly notCounted: readonly AnsweredMissing[] | null;
}

/** How many sites rose, fell, entered or left levels 3 and 4, in a month and in a year. */
export function MovedTable({ code, month }: InMonth) {
  const query = useMoved(code, month);
  return (
    <Answered query={query} roomRem={21}>
      {({ territory }) => (
        <Table
          month={month}
          spans={[
            { months: 1, counted: territory?.sinceMonth ?? null },
            { months: 12, counted: territory?.sinceYear ?? null },
          ]}
        />
      )}
    </Answered>
  );
}

/** Since the month before and since the year before, as far as they are published. */
function useMoved(code: string, month: string) {
  const { months, may } = useFrame();
  const yearBefore = monthBefore(month, 12);
  // Both tell the same, one of them less.
  const document = may("SITE_LEVEL") ? movedWithDecisionsDocument : movedDocument;
  return useGraph(
    document as typeof movedDocument,
    // A month that is not published would be refused.
    { code, month, yearBefore: months.includes(yearBefore) ? yearBefore : null },
    { isEnabled: may("TERRITORY_FIGURES") },
  );
}

interface TableProps {
  readonly month: string;
  readonly spans: readonly { readonly months: 1 | 12; readonly counted: Counts | null }[];
}

function Table({ month, spans }: TableProps) {
  const { t, format } = useWords();
  const { months: published } = useFrame();
  const missingWords = useMissingWords();
  const moved = spans.map(({ months, counted }) => {
    const since = monthBefore(month, months);
    // Of a month that is not published the graph tells nothing, or of the month before instead.
    const told = counted?.since === since ? counted : null;
    const missing = missingOf(told?.notCounted);
    // Who is not counted has to be told, or nobody knows that all are.
    const isWhole = told?.notCounted != null && missing.length === 0;
    const values = told?.counts == null ? null : movedOf(told.counts, isWhole);
    const remarks = [
      ...(values === null
        ? [t(published.includes(since) ? "changes.unread" : "changes.unknown")]
        : []),
      ...(values !== null && values.incomparable > 0
        ? [
            t("changes.incomparable", {
              count: values.incomparable,
              number: format.number(values.incomparable),
            }),
          ]
        : []),
      ...(values !== null && !isWhole ? [missingWords(missing), t("changes.partialNote")] : []),
    ];
    return {
      since,
      name: t(months === 1 ? "changes.lastMonth" : "changes.lastYear"),
      values,
      remarks,
    };
  });
  return (
    <>
      <DataTable
        className="moved-table"
        caption={t("changes.caption", { month: format.month(month) })}
        columns={[
          t("changes.movement"),
          ...moved.map(({ name, since }) => ({
            number: t("changes.span", { name, month: format.shortMonth(since) }),
          })),
        ]}
      >
        <tbody>
          {movements.map((movement) => (
            <tr key={movement}>
              <th scope="row">{t(`changes.${movement}`)}</th>
              {moved.map(({ since, values }) => (
                <td key={since} className="number">
                  <MovedSites moved={values?.[movement] ?? unknown} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </DataTable>
      {moved
        .filter(({ remarks }) => remarks.length > 0)
        .map(({ since, name, remarks }) => (
          <p key={since} className="quiet">
            {t("changes.remark", { name, remark: remarks.join(" ") })}
          </p>
        ))}
    </>
  );
}

const unknown: Moved = { sites: { state: "ABSENT" }, decided: null };

function MovedSites({ moved: { sites, decided } }: { readonly moved: Moved }) {
  const { t, format } = useWords();
  return (
    <>
      <Counted cell={sites} />
      {decided !== null && decided > 0 && (
        <span className="beside">
          {t("changes.decided", { count: decided, number: format.number(decided) })}
        </span>
      )}
    </>
  );
}
