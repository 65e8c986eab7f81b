import { axes, type PlanCounts, type StatusCounts, statuses, totalOf } from "../plan/action-counts";
import "../plan/status.css";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { KeptTable } from "@palier/dashboard-ui/parts/kept-table";
import { Link, useSearchParams } from "react-router";
import { readAxis } from "../plan/plan-filter";
import { StatusMark } from "../plan/status-mark";

export interface AxisTableProps {
  readonly caption: string;
  readonly counts: PlanCounts;
}

/** Actions by axis and status; an axis leads to its actions. */
export function AxisTable({ caption, counts: { byAxis, whole } }: AxisTableProps) {
  const { t } = useWords();
  const [search] = useSearchParams();
  const chosen = readAxis(search.get("axis"));
  const most = Math.max(1, ...[...byAxis.values()].map(totalOf));
  return (
    <KeptTable caption={caption}>
      <div className="scroll-wide">
        <table className="axis-table">
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t("actions.axisColumn")}</th>
              {statuses.map((status) => (
                <th key={status} scope="col" className="number">
                  <StatusMark status={status} />
                </th>
              ))}
              <th scope="col" className="number">
                {t("actions.total")}
              </th>
            </tr>
          </thead>
          <tbody>
            {axes.map((axis) => {
              const counts = byAxis.get(axis);
              if (counts === undefined) return null;
              return (
                <tr key={axis} data-chosen={axis === chosen}>
                  <th scope="row">
                    <Link
                      to={{ search: searchWithAxis(search, axis), hash: "#actions-list" }}
                      className="axis-link"
                      aria-current={axis === chosen ? "true" : undefined}
                    >
                      <span className="axis-number">{axis}</span>{" "}
                      <span className="axis-name">{t(`terms.axes.${axis}`)}</span>
                    </Link>
                    <StatusBar counts={counts} most={most} />
                  </th>
                  <Numbers counts={counts} />
                </tr>
              );
            })}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t("actions.wholeTerritory")}</th>
              <Numbers counts={whole} />
            </tr>
          </tfoot>
        </table>
      </div>
    </KeptTable>
  );
}

function Numbers({ counts }: { readonly counts: StatusCounts }) {
  const { format } = useWords();
  return (
    <>
      {statuses.map((status) => (
        <td key={status} className="number" data-zero={counts[status] === 0}>
          <span className="status-fill axis-mark" data-status={status} aria-hidden="true" />
          {format.number(counts[status])}
        </td>
      ))}
      <td className="number axis-total">{format.number(totalOf(counts))}</td>
    </>
  );
}

function searchWithAxis(search: URLSearchParams, axis: number): string {
  const next = new URLSearchParams(search);
  next.set("axis", String(axis));
  next.delete("shown");
  return `?${next}`;
}

interface StatusBarProps {
  readonly counts: StatusCounts;
  /** Total of the longest bar beside it. */
  readonly most: number;
}

/** The numbers beside it as lengths; patterns tell statuses apart where colours do not. */
function StatusBar({ counts, most }: StatusBarProps) {
  return (
    <div
      className="status-bar"
      aria-hidden="true"
      style={{ width: `${(100 * totalOf(counts)) / most}%` }}
    >
      {statuses
        .filter((status) => counts[status] > 0)
        .map((status) => (
          <span
            key={status}
            className="status-fill"
            data-status={status}
            style={{ flexGrow: counts[status] }}
          />
        ))}
    </div>
  );
}
