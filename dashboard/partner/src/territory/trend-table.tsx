import type { TrendMonth } from "../figures/trend-months";
import { useFrame } from "../frame/frame";
import { useWords } from "../language/use-words";
import { ScrollWide } from "../parts/scroll-wide";

/** The charts' figures, latest month first. */
export function TrendTable({ months }: { readonly months: readonly TrendMonth[] }) {
  const { t } = useWords();
  const { convention } = useFrame();
  const grid = t("terms.gridVersion", { version: convention?.gridVersion ?? "?" });
  const caption = t("territory.trend.caption", { grid });
  const columns = [
    t("territory.trend.hardSites"),
    t("territory.trend.hardDwellings"),
    t("territory.trend.hardShare"),
    t("territory.trend.coverage"),
  ];
  return (
    <details className="trend-details">
      <summary>{t("territory.trend.table", { count: months.length })}</summary>
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
      : t("territory.trend.answered", { answered, expected });
  return (
    <tr>
      <th scope="row">{format.month(month)}</th>
      {hard === null ? (
        <td colSpan={3} className="quiet">
          {levels === null ? t("territory.none.unknown") : t("terms.undetermined")}
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
