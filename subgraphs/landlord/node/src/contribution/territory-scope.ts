import type { TerritoryScope } from "@palier/landlord-store";
import type { MonthNumber, Territory } from "@palier/schema";
import type { ViewerScope } from "../viewer/viewer-scope.js";

/**
 * A priority district holds the sites that name it, whatever their commune. A viewer who has it by
 * its communes only has its sites in these.
 *
 * @param scope holds the territory; null: no scope limits who asks.
 */
export function territoryScope(
  { kind, code, communes }: Territory,
  month: MonthNumber,
  scope: ViewerScope | null,
): TerritoryScope {
  if (kind !== "PRIORITY_DISTRICT") return { part: { communes }, month };
  const isWhole = scope === null || scope.priorityDistricts.includes(code);
  const part = { priorityDistrict: code, ...(isWhole ? {} : { communes: scope.communes }) };
  return { part, month };
}
