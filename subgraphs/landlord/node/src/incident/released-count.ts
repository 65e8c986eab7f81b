import type { ReleasedCount, ReleasedMonth } from "@palier/landlord-store";
import type { ShownCount } from "@palier/schema";
import type { Family } from "./family.type.js";

const withheld: ShownCount = { status: "WITHHELD", count: null };

/**
 * What a release shows of one family in its month; several of a territory's places.
 *
 * @param threshold Of the convention in force, which may withhold more than the one it was released under.
 * @returns None for a true zero, null where the release does not count the family.
 */
export function releasedCounts(
  { families, counts }: ReleasedMonth<ReleasedCount>,
  family: Family,
  threshold: number,
): ShownCount[] | null {
  if (!families.includes(family)) return null;
  return counts
    .filter((each) => each.family === family)
    .map(({ status, count }) => {
      const isSmall = count !== null && count > 0 && count < threshold;
      return isSmall ? withheld : { status, count };
    });
}

/** The same of one site, which has one line a family; null: there is no release of the month. */
export function releasedCount(
  month: ReleasedMonth<ReleasedCount> | undefined,
  family: Family,
  threshold: number,
): ShownCount {
  const found = month === undefined ? null : releasedCounts(month, family, threshold);
  if (found === null || found.length > 1) return withheld;
  return found[0] ?? { status: "ZERO", count: 0 };
}
