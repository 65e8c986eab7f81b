import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { MeasuredMonth } from "../figures/change";
import { TrendCharts } from "../figures/trend-charts";
import { trendMonths } from "../figures/trend-months";
import { TrendTable } from "./trend-table";

export interface TrendProps {
  /** Oldest first. */
  readonly trend: readonly MeasuredMonth[];
  readonly landlord: string | null;
}

/** Up to thirty-six months, drawn and as a table. */
export function Trend({ trend, landlord }: TrendProps) {
  const { t } = useWords();
  const months = trendMonths(trend, landlord);
  if (months.length === 0) return <p>{t("figures.trend.none")}</p>;
  return (
    <>
      <h2 id="trend">{t("figures.trend.title", { count: months.length })}</h2>
      <div className="trend-pair">
        <TrendCharts months={months} landlord={landlord} />
      </div>
      <TrendTable months={months} />
    </>
  );
}
