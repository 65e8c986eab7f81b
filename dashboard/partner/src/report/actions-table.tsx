import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import type { AxisRow } from "./axis-rows";

export interface ActionsTableProps {
  readonly rows: readonly AxisRow[];
  readonly month: string;
  /** More are late than were read. */
  readonly hasMoreLate: boolean;
}

const figures = ["open", "late", "done"] as const;

/** Actions by axis. */
export function ActionsTable({ rows, month, hasMoreLate }: ActionsTableProps) {
  const { t, format } = useWords();
  const sum = (figure: (typeof figures)[number]) =>
    rows.reduce((total, row) => total + row[figure], 0);
  const late = (number: number) =>
    hasMoreLate
      ? t("report.actions.atLeast", { number: format.number(number) })
      : format.number(number);
  return (
    <DataTable
      className="actions-brief"
      caption={t("report.actions.caption", { month: format.month(month) })}
      columns={[
        t("report.actions.axis"),
        ...figures.map((figure) => ({ number: t(`report.actions.${figure}`) })),
      ]}
    >
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
    </DataTable>
  );
}
