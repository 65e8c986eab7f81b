import { parseContributionId } from "@palier/schema";
import type { RequestContext } from "../request-context.js";
import type { Contribution } from "./contribution.type.js";
import type { DueParts } from "./due-part.js";

/** Loads what the landlord brings to a territory for a month. */
export class ContributionReferences {
  constructor(private readonly parts: Pick<DueParts, "find">) {}

  /** Null for an id that is none of this landlord's contributions, whatever is wrong with it. */
  async resolve(
    { id }: { readonly id?: unknown },
    context: Pick<RequestContext, "tallies" | "conditions" | "access">,
  ): Promise<Contribution | null> {
    const { tallies, conditions, access } = context;
    const part = this.parts.find(id, parseContributionId, conditions.contributions, context);
    if (part === null) return null;
    if ("absence" in part) return { id: part.id, status: part.absence, tallies: null };
    const sums = await tallies.load(part.scope);
    access.addRows(sums?.length ?? 0);
    return { id: part.id, status: sums === null ? "MONTH_NOT_CLOSED" : "ANSWERED", tallies: sums };
  }
}
