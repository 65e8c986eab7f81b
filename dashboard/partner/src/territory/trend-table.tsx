import { useWords } from "@palier/dashboard-ui/language/use-words";
import { ScrollWide } from "@palier/dashboard-ui/parts/scroll-wide";
import type { TrendMonth } from "../figures/trend-months";
import { useFrame } from "../frame/frame";

/** The charts' figures, latest month first. */
export function TrendTable({ months }: { readonly months: readonly TrendMonth[] }) {
  const { t } = useWords();
  const { convention } = useFrame();
  const grid = t("terms.gridVersion", { version: convention?.gridVersion ?? "?" });
  const caption = t("figures.trend.caption", { grid });
  const columns = [
    t("figures.trend.hardSites"),
    t("figures.trend.hardDwellings"),
    t("figures.trend.hardShare"),
    t("figures.trend.coverage"),
  ];
  return (
    <details className="trend-details">
      <summary>{t("figures.trend.table", { count: months.length })}</summary>
      <ScrollWide label={caption}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t("terms.month")}</th>
              {columns.map((name) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...months].reverse().map((month) => (
              <TrendRow key={month.month} month={month} />
            ))}
          </tbody>
        </table>
      </ScrollWide>
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
      ? "–"
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
          <td className="number">{hard.share === null ? "–" : format.share(hard.share)}</td>
        </>
      )}
      <td className="number">{coverage}</td>
    </tr>
  );
}
