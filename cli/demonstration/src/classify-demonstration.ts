import {
  classify,
  type FamilyCount,
  familyOf,
  type MonthClassification,
  monthOfDay,
  type Nomenclature,
} from "@palier/schema";
import type { Demonstration, DemonstrationSite, LandlordRecords } from "./record/demonstration.js";

export interface ClassifiedSite {
  readonly slug: string;
  readonly site: DemonstrationSite;
  /** One entry a month of the demonstration, oldest first. */
  readonly months: readonly MonthClassification[];
}

/** What the grid makes of the demonstration's incidents, without any server; for tests. */
export function classifyDemonstration({
  rules: { grid, nomenclature },
  months,
  landlords,
}: Demonstration): ClassifiedSite[] {
  return landlords.flatMap((records) => {
    const counts = countsBySite(records, nomenclature);
    return records.sites.map((site) => ({
      slug: records.slug,
      site,
      months: classify(
        {
          dwellings: site.dwellings,
          closedMonths: months,
          incidents: counts.get(site.reference) ?? [],
          decisions: records.decisions.filter((decision) => decision.site === site.reference),
        },
        grid,
      ),
    }));
  });
}

function countsBySite(
  { incidents }: LandlordRecords,
  nomenclature: Nomenclature,
): ReadonlyMap<string, FamilyCount[]> {
  const counts = new Map<string, FamilyCount[]>();
  for (const { site, day, category } of incidents) {
    const family = familyOf(nomenclature, category);
    if (family === undefined) throw new Error(`Unknown category ${category}`);
    const ofSite = counts.get(site) ?? [];
    ofSite.push({ month: monthOfDay(day), family, incidents: 1 });
    counts.set(site, ofSite);
  }
  return counts;
}
