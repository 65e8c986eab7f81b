import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { type CountCell, totalOf } from "../../counts/count-cell";
import { Counted } from "../../counts/counted";
import { families } from "../../counts/families";
import { useFamilyName } from "../../counts/use-family-name";
import type { CountsGrid } from "./counts-grid";

export interface CountsTableProps {
  readonly grid: CountsGrid;
  /** Oldest first. */
  readonly months: readonly string[];
}

/** Months by families, with totals of what is shown whole. */
export function CountsTable({ grid, months }: CountsTableProps) {
  const { t, format } = useWords();
  const familyName = useFamilyName();
  const [from = "", to = ""] = [months[0], months.at(-1)];
  const ofMonth = (month: string) => families.map((family) => grid.cell(family, month));
  const all = months.flatMap(ofMonth);
  return (
    <DataTable
      className="counts-table"
      caption={t("site.countsCaption", { from: format.month(from), to: format.month(to) })}
      columns={[
        t("terms.month"),
        ...[...families.map(familyName), t("counts.total")].map((number) => ({ number })),
      ]}
      isWide
    >
      <tbody>
        {months.map((month) => (
          <tr key={month}>
            <th scope="row">{format.month(month)}</th>
            {families.map((family) => (
              <Count key={family} cell={grid.cell(family, month)} />
            ))}
            <Count cell={totalOf(ofMonth(month))} isTotal={true} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("counts.total")}</th>
          {families.map((family) => (
            <Count
              key={family}
              cell={totalOf(months.map((month) => grid.cell(family, month)))}
              isTotal={true}
            />
          ))}
          <Count cell={totalOf(all)} isTotal={true} />
        </tr>
      </tfoot>
    </DataTable>
  );
}

interface CountProps {
  readonly cell: CountCell;
  readonly isTotal?: boolean;
}

function Count({ cell, isTotal = false }: CountProps) {
  return (
    <td
      className={isTotal ? "number counts-total" : "number"}
      data-state={cell.state}
      data-zero={cell.state === "VALUE" && cell.count === 0}
    >
      <Counted cell={cell} />
    </td>
  );
}
