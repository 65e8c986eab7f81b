import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { AxisRow } from "./axis-rows";

export interface ActionsTableProps {
  readonly rows: readonly AxisRow[];
  readonly month: string;
  /** More are late than were read. */
  readonly hasMoreLate: boolean;
}

/** Actions by axis. */
export function ActionsTable({ rows, month, hasMoreLate }: ActionsTableProps) {
  const { t, format } = useWords();
  const sum = (figure: "open" | "late" | "done") =>
    rows.reduce((total, row) => total + row[figure], 0);
  const late = (number: number) =>
    hasMoreLate
      ? t("report.actions.atLeast", { number: format.number(number) })
      : format.number(number);
  return (
    <table className="actions-brief">
      <caption>{t("report.actions.caption", { month: format.month(month) })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("report.actions.axis")}</th>
          {(["open", "late", "done"] as const).map((figure) => (
            <th key={figure} scope="col" className="number">
              {t(`report.actions.${figure}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.axis}>
            <th scope="row">{`${row.axis}. ${t(`terms.axes.${row.axis}`)}`}</th>
            <td className="number">{format.number(row.open)}</td>
            <td className="number">{late(row.late)}</td>
            <td className="number">{format.number(row.done)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("report.actions.total")}</th>
          <td className="number">{format.number(sum("open"))}</td>
          <td className="number">{late(sum("late"))}</td>
          <td className="number">{format.number(sum("done"))}</td>
        </tr>
      </tfoot>
    </table>
  );
}
