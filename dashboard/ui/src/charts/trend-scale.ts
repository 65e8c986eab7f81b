import { scaleBand } from "@visx/scale";
import { monthTicks } from "./month-ticks";

/** Room around the plot, in pixels; the same for charts that stand above each other. */
export const trendMargin = { top: 14, right: 14, bottom: 46, left: 52 } as const;

/** Pixels that a named month takes under a chart. */
const tickWidth = 76;

/** Months from left to right, and which of them are named. */
export function trendScale(months: readonly string[], width: number) {
  const plotWidth = Math.max(width - trendMargin.left - trendMargin.right, 1);
  const scale = scaleBand<string>({
    domain: [...months],
    range: [trendMargin.left, trendMargin.left + plotWidth],
    paddingInner: 0.18,
    paddingOuter: 0.1,
  });
  return { scale, plotWidth, ticks: monthTicks(months, Math.floor(plotWidth / tickWidth)) };
}
