import type { TerritoryScope } from "@palier/landlord-store";
import {
  type Convention,
  lastPublishedMonth,
  type Month,
  type MonthNumber,
  type MonthRange,
  monthNumber,
  type Territory,
} from "@palier/schema";
import type { TerritoryDirectory } from "../territory/territory-directory.js";
import type { ViewerScope } from "../viewer/viewer-scope.js";

/** What the convention publishes: its territories, in its months. */
export class PublishedTerritories {
  constructor(
    private readonly territories: Pick<TerritoryDirectory, "find">,
    private readonly publication: Convention["publication"],
    private readonly clock: () => Date,
  ) {}

  /** As of now; `to` comes before `from` while no month is published. */
  months(): MonthRange {
    const to = lastPublishedMonth(this.publication, this.clock());
    return { from: monthNumber(this.publication.from), to };
  }

  /**
   * Null for a territory that the convention does not hold or that lies outside the scope, and for a
   * month that is not published.
   */
  find(code: string, text: Month, scope: ViewerScope | null): TerritoryScope | null {
    const territory = this.territories.find(code);
    if (territory === null || (scope !== null && !scope.holdsTerritory(territory))) return null;
    const { from, to } = this.months();
    const month = monthNumber(text);
    return month < from || month > to ? null : territoryScope(territory, month, scope);
  }
}

/**
 * A priority district holds the sites that name it, whatever their commune. A viewer who has it by
 * its communes only has its sites in these.
 *
 * @param scope holds the territory; null: no scope limits who asks.
 */
function territoryScope(
  { kind, code, communes }: Territory,
  month: MonthNumber,
  scope: ViewerScope | null,
): TerritoryScope {
  if (kind !== "PRIORITY_DISTRICT") return { part: { communes }, month };
  const isWhole = scope === null || scope.priorityDistricts.includes(code);
  const part = { priorityDistrict: code, ...(isWhole ? {} : { communes: scope.communes }) };
  return { part, month };
}
