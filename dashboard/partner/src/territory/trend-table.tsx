import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import type { TrendMonth } from "../figures/trend-months";
import { useFrame } from "../frame/frame";

/** The charts' figures, latest month first. */
export function TrendTable({ months }: { readonly months: readonly TrendMonth[] }) {
  const { t } = useWords();
  const { convention } = useFrame();
  const grid = t("terms.gridVersion", { version: convention?.gridVersion ?? "?" });
  const numbers = ["hardSites", "hardDwellings", "hardShare", "coverage"] as const;
  return (
    <details className="trend-details">
      <summary>{t("figures.trend.table", { count: months.length })}</summary>
      <DataTable
        className="trend-table"
        caption={t("figures.trend.caption", { grid })}
        columns={[
          t("terms.month"),
          ...numbers.map((column) => ({ number: t(`figures.trend.${column}`) })),
        ]}
        isWide
      >
        <tbody>
          {[...months].reverse().map((month) => (
            <TrendRow key={month.month} month={month} />
          ))}
        </tbody>
      </DataTable>
    </details>
  );
}

function TrendRow({
  month: { month, levels, hard, answered, expected },
}: {
  readonly month: TrendMonth;
}) {
  const { t, format } = useWords();
  const coverage =
    answered === null || expected === null
      ? t("figures.notKnown")
      : t("figures.trend.answered", { answered, expected });
  return (
    <tr>
      <th scope="row">{format.month(month)}</th>
      {hard === null ? (
        <td colSpan={3} className="quiet">
          {levels === null ? t("figures.none.unknown") : t("terms.undetermined")}
        </td>
      ) : (
        <>
          <td className="number">{format.number(hard.sites)}</td>
          <td className="number">{format.number(hard.dwellings)}</td>
          <td className="number">
            {hard.share === null ? t("figures.noShare") : format.share(hard.share)}
          </td>
        </>
      )}
      <td className="number">{coverage}</td>
    </tr>
  );
}
