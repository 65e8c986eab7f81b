import type { MonthNumber, Territory } from "@palier/schema";
import type { Place } from "./place.js";

/** A territory in a month, as the store can select it. */
export interface TerritoryScope {
  readonly place: Place;
  readonly month: MonthNumber;
}

/** A priority district holds the sites that name it, whatever their commune. */
export function territoryScope(
  { kind, code, communes }: Territory,
  month: MonthNumber,
): TerritoryScope {
  const place = kind === "PRIORITY_DISTRICT" ? { priorityDistrict: code } : { communes };
  return { place, month };
}
