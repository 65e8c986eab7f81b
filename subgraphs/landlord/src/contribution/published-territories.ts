import { type Convention, lastPublishedMonth, type Month, monthNumber } from "@palier/schema";
import type { TerritoryDirectory } from "../territory/territory-directory.js";
import { type TerritoryScope, territoryScope } from "./territory-scope.js";

/** What the convention publishes: its territories, in its months. */
export class PublishedTerritories {
  constructor(
    private readonly territories: Pick<TerritoryDirectory, "find">,
    private readonly publication: Convention["publication"],
    private readonly clock: () => Date,
  ) {}

  /** Null for a territory that the convention does not hold and for a month it does not publish. */
  find(code: string, text: Month): TerritoryScope | null {
    const territory = this.territories.find(code);
    const month = monthNumber(text);
    if (territory === null || month < monthNumber(this.publication.from)) return null;
    if (month > lastPublishedMonth(this.publication, this.clock())) return null;
    return territoryScope(territory, month);
  }
}
