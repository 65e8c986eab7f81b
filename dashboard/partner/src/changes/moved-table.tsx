import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { monthBefore } from "../figures/change";
import { useFrame } from "../frame/frame";
import { type AnsweredMissing, missingOf } from "../frame/missing";
import { type MovedCount, movedOf, movements } from "./moved";
import { useMoved } from "./use-moved";
import "./changes.css";

export interface InMonth {
  /** Of the territory. */
  readonly code: string;
  readonly month: string;
}

interface Counted {
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
            { months: 1, counted: territory?.lastMonth ?? null },
            { months: 12, counted: territory?.lastYear ?? null },
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
  const moved = spans.map(({ months, counted }) => ({
    since: monthBefore(month, months),
    name: t(months === 1 ? "changes.lastMonth" : "changes.lastYear"),
    values: counted?.counts == null ? null : movedOf(counted.counts),
    remarks: <Remarks counted={counted} />,
  }));
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
      {moved.map(({ since, name, values, remarks }) => (
        <p key={since} className="quiet moved-remarks">
          {values === null && t("changes.remark", { name, remark: t("changes.unknown") })}
          {values !== null &&
            values.incomparable > 0 &&
            t("changes.remark", {
              name,
              remark: t("changes.incomparable", {
                count: values.incomparable,
                number: format.number(values.incomparable),
              }),
            })}{" "}
          {remarks}
        </p>
      ))}
    </>
  );
}

/** Whose sites are in no count: nothing is known of them, which is not that nothing changed. */
function Remarks({ counted }: { readonly counted: Counted | null }) {
  const { t } = useWords();
  const { landlordName } = useFrame();
  const landlords = missingOf(counted?.notCounted).map(({ slug, status }) =>
    t("changes.missingOne", {
      landlord: landlordName(slug),
      reason: t(`terms.coverageStatus.${status}`),
    }),
  );
  return landlords.length === 0 ? null : t("changes.missing", { landlords: landlords.join(", ") });
}
