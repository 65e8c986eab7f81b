import { apportion } from "../grid/apportion.js";
import type { MonthNumber, MonthRange } from "../ground/month.js";

/** How the counts of a site that was split went to one of its parts. */
export interface Division<Site> {
  /** The site that was split, and those that had gone into it. */
  readonly of: readonly Site[];
  /** Months of which the counts are divided. */
  readonly months: MonthRange;
  /** Of all the parts, those too that were removed since. */
  readonly shares: readonly number[];
  /** Which of the shares is the site's own. */
  readonly part: number;
}

/**
 * What goes to the part in a month, of one family. It follows from what the whole has in this month and the closed ones
 * before it, so whoever knows the rule may take what is shown of a part for something said of the whole.
 */
export function shareOf<Site>(
  { of, months, shares, part }: Division<Site>,
  month: MonthNumber,
  closedMonths: ReadonlySet<MonthNumber>,
  countOf: (site: Site, month: MonthNumber) => number,
): number {
  const counts: number[] = [];
  for (let each = months.from; each <= month; each += 1) {
    if (closedMonths.has(each)) counts.push(of.reduce((sum, site) => sum + countOf(site, each), 0));
  }
  return apportion(counts, shares).at(-1)?.[part] ?? 0;
}
