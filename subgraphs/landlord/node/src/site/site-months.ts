import type { MonthNumber, MonthRange } from "@palier/schema";
import type { Site } from "./site.type.js";

/** How many dwellings the site had in a month that is shown. */
export function dwellingsIn({ past, dwellings }: Site, month: MonthNumber): number {
  return past.find(({ to }) => month <= to)?.dwellings ?? dwellings ?? 0;
}

/** The least it ever had: one household is told of in no month. */
export function leastDwellings({ past, dwellings }: Site): number {
  return Math.min(dwellings ?? 0, ...past.map((period) => period.dwellings));
}

/** The sites whose incidents its window counts in a month besides its own. */
export function partsIn({ joined }: Site, month: MonthNumber): readonly number[] {
  return joined.filter(({ from }) => from <= month).map(({ siteId }) => siteId);
}

/** From which month on there are closed months of it, or of what it is made of, as of a month. */
export function firstMonthOf({ countedFrom, joined }: Site, month: MonthNumber): MonthNumber {
  const parts = joined.filter(({ from }) => from <= month);
  return Math.min(countedFrom, ...parts.map(({ firstMonth }) => firstMonth));
}

/** The months of a range in which the site is in figures; null where there are none. */
export function monthsOfSite({ span }: Site, range: MonthRange | null): MonthRange | null {
  if (range === null) return null;
  const found = { from: Math.max(range.from, span.from), to: Math.min(range.to, span.to) };
  return found.from > found.to ? null : found;
}
