import { type FamilyCount, familyOf, type Nomenclature } from "@palier/schema";
import type { MonthCounts } from "./incident-count.repository.js";

/**
 * Counts of categories as counts of their families. A category that the nomenclature does not hold
 * belongs to no family and is left out.
 */
export function familyCounts(
  months: readonly MonthCounts[],
  nomenclature: Nomenclature,
): FamilyCount[] {
  return months.flatMap(({ month, incidents }) =>
    Object.entries(incidents).flatMap(([category, count]) => {
      const family = familyOf(nomenclature, category);
      return family === undefined ? [] : [{ month, family, incidents: count }];
    }),
  );
}
