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
  const counts: FamilyCount[] = [];
  for (const { month, incidents, taken } of months) {
    for (const [category, count] of Object.entries(incidents)) {
      const family = familyOf(nomenclature, category);
      if (family !== undefined) counts.push({ month, family, incidents: count });
    }
    for (const [family, count] of Object.entries(taken ?? {})) {
      counts.push({ month, family, incidents: count });
    }
  }
  return counts;
}
