import type { Grid } from "../grid/grid.js";
import type { MonthNumber, MonthRange } from "../ground/month.js";
import type { CountedSite } from "./figures.js";

type SplitSite = Pick<CountedSite, "id" | "division">;

/**
 * Months whose cells and levels a release looks at: those whose cells share a window with a cell that shares
 * one with the published months, and their windows. A level on shares of a split site rests on months before
 * its window, and where the whole was itself such a part, on still earlier ones.
 */
export function reachOf(
  months: readonly MonthNumber[],
  sites: readonly SplitSite[],
  { windowMonths }: Pick<Grid, "windowMonths">,
): MonthRange {
  const farthest = (3 + mostSplits(sites)) * (windowMonths - 1);
  const first = months.reduce((least, month) => Math.min(least, month), Number.POSITIVE_INFINITY);
  const last = months.reduce((most, month) => Math.max(most, month), Number.NEGATIVE_INFINITY);
  return { from: first - farthest, to: last + farthest };
}

/** How often a site was split of which the last parts count a share: again before the shares of the first were out of all windows. */
function mostSplits(sites: readonly SplitSite[]): number {
  const byId = new Map(sites.map((site) => [site.id, site]));
  const splitsOf = (id: string, first: MonthNumber): number => {
    const { division } = byId.get(id) ?? {};
    if (division === undefined || first > division.months.to) return 0;
    return 1 + Math.max(...division.of.map((whole) => splitsOf(whole, division.months.from)));
  };
  return Math.max(0, ...sites.map(({ id }) => splitsOf(id, Number.NEGATIVE_INFINITY)));
}
