import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { monthBefore } from "../figures/change";
import { type AnsweredMissing, missingOf } from "../frame/missing";
import { MissingOfChanges } from "./missing-of-changes";
import { type MovedCount, movedOf, movements } from "./moved";
import { useMoved } from "./use-moved";
import "./changes.css";

export interface InMonth {
  /** Of the territory. */
  readonly code: string;
  readonly month: string;
}

interface Counted {
  readonly since: string;
  readonly counts: readonly MovedCount[] | null;
  readonly notCounted: readonly AnsweredMissing[] | null;
}

/** How many sites rose, fell, entered or left levels 3 and 4, in a month and in a year. */
export function MovedTable({ code, month }: InMonth) {
  const query = useMoved(code, month);
  return (
    <Answered query={query} roomRem={17}>
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

interface TableProps {
  readonly month: string;
  readonly spans: readonly { readonly months: 1 | 12; readonly counted: Counted | null }[];
}

function Table({ month, spans }: TableProps) {
  const { t, format } = useWords();
  const moved = spans.map(({ months, counted }) => {
    const since = monthBefore(month, months);
    // Of a month that is not published the graph tells nothing, or of the month before instead.
    const told = counted?.since === since ? counted : null;
    return {
      since,
      name: t(months === 1 ? "changes.lastMonth" : "changes.lastYear"),
      values: told?.counts == null ? null : movedOf(told.counts),
      missing: missingOf(told?.notCounted),
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
                  {values === null ? (
                    <abbr title={t("changes.unknown")}>–</abbr>
                  ) : (
                    format.number(values[movement])
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </DataTable>
      {moved.map(({ since, name, values, missing }) => (
        <div key={since} className="quiet">
          {values === null && <p>{t("changes.remark", { name, remark: t("changes.unknown") })}</p>}
          {values !== null && values.incomparable > 0 && (
            <p>
              {t("changes.remark", {
                name,
                remark: t("changes.incomparable", {
                  count: values.incomparable,
                  number: format.number(values.incomparable),
                }),
              })}
            </p>
          )}
          <MissingOfChanges missing={missing} />
        </div>
      ))}
    </>
  );
}
