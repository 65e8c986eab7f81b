import { parseContributionId } from "@palier/schema";
import type { RequestContext } from "../request-context.js";
import type { Contribution } from "./contribution.type.js";
import type { PublishedTerritories } from "./published-territories.js";

/** Loads what the landlord brings to a territory for a month. */
export class ContributionReferences {
  constructor(
    private readonly slug: string,
    private readonly published: Pick<PublishedTerritories, "find">,
  ) {}

  /** Null for an id that is none of this landlord's contributions, whatever is wrong with it. */
  async resolve(
    { id }: { readonly id?: unknown },
    { tallies, conditions, access }: Pick<RequestContext, "tallies" | "conditions" | "access">,
  ): Promise<Contribution | null> {
    const key = typeof id === "string" ? parseContributionId(id) : null;
    if (typeof id !== "string" || key?.landlord !== this.slug) return null;
    if (conditions.contributions === "HIDDEN") return { id, status: null, tallies: null };
    const scope = this.published.find(key.territory, key.month, conditions.scope);
    if (scope === null) return { id, status: "UNKNOWN", tallies: null };
    access.addTerritories([key.territory]);
    if (conditions.contributions === "WITHHELD") return { id, status: "WITHHELD", tallies: null };
    const sums = await tallies.load(scope);
    access.addRows(sums?.length ?? 0);
    return { id, status: sums === null ? "MONTH_NOT_CLOSED" : "ANSWERED", tallies: sums };
  }
}
