import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { families } from "../ground/families";
import { useFamilyName } from "../ground/use-family-name";
import { type CountCell, type CountsGrid, totalOf } from "./counts-grid";

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
    <>
      <DataTable
        className="counts-table"
        caption={t("site.countsCaption", { from: format.month(from), to: format.month(to) })}
        columns={[
          t("terms.month"),
          ...[...families.map(familyName), t("site.total")].map((number) => ({ number })),
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
            <th scope="row">{t("site.total")}</th>
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
      {all.some(({ state }) => state === "WITHHELD") && (
        <p className="counts-note quiet">
          {t("terms.withheldLong")}. {t("site.withheldTotals")}
        </p>
      )}
    </>
  );
}

interface CountProps {
  readonly cell: CountCell;
  readonly isTotal?: boolean;
}

function Count({ cell, isTotal = false }: CountProps) {
  const { t, format } = useWords();
  const className = isTotal ? "number counts-total" : "number";
  if (cell.state === "WITHHELD") {
    return (
      <td className={className}>
        <span className="counts-withheld">{t("terms.withheld")}</span>
      </td>
    );
  }
  if (cell.state === "ABSENT") {
    return (
      <td className={className}>
        <span aria-hidden="true">–</span>
        <span className="only-heard">{t("site.notPublished")}</span>
      </td>
    );
  }
  return (
    <td className={className} data-zero={cell.count === 0}>
      {format.number(cell.count)}
    </td>
  );
}
