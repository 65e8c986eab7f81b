import { type ChangeSelectionKey, type LevelChanges, siteId } from "@palier/landlord-store";
import { monthNumber, parseChangePageId } from "@palier/schema";
import type { Loader } from "../request/loading.js";
import type { Answering } from "../viewer/audience.js";
import type { InputCondition } from "../viewer/row-conditions.js";
import type { ChangePage } from "./change-page.type.js";
import type { DueParts } from "./due-part.js";
import type { PublishedTerritories } from "./published-territories.js";
import { siteRank } from "./site-rank.js";

/** What pages of changes are read by. */
export interface ChangePageReading extends Answering {
  readonly changes: Loader<ChangeSelectionKey, LevelChanges>;
}

type Status = ChangePage["status"];

/**
 * Loads what changed of the landlord's levels between two months: the counts on the terms of totals,
 * the sites on those of lists of sites.
 */
export class ChangePageReferences {
  constructor(
    private readonly slug: string,
    private readonly parts: Pick<DueParts, "find">,
    private readonly published: Pick<PublishedTerritories, "find">,
  ) {}

  /** Null for an id that is none of this landlord's pages, whatever is wrong with it. */
  async resolve(
    { id }: { readonly id?: unknown },
    context: ChangePageReading,
  ): Promise<ChangePage | null> {
    const { changes, conditions, access } = context;
    const find = (condition: InputCondition) =>
      this.parts.find(id, parseChangePageId, condition, context);
    const counted = find(conditions.contributions);
    const listed = find(conditions.pages);
    const due = [counted, listed].find((part) => part !== null && "key" in part);
    if (counted === null || listed === null) return null;
    const none = { tallies: null, sites: null, matching: null };
    const page: ChangePage = {
      ...{ id: counted.id, ...none },
      ...{ status: absenceOf(counted), listStatus: absenceOf(listed) },
    };
    if (due === undefined || due === null || !("key" in due)) return page;
    const { key, scope } = due;
    if (this.published.find(key.territory, key.since, conditions.scope) === null) {
      return { ...page, status: "UNKNOWN", listStatus: "UNKNOWN" };
    }
    const found = await changes.load({
      ...scope,
      since: monthNumber(key.since),
      // One more than asked for tells whether more follow.
      first: "key" in listed ? key.first + 1 : 0,
      after: key.after && siteRank(key.after, this.slug),
    });
    const status: Status = found.isClosed ? "ANSWERED" : "MONTH_NOT_CLOSED";
    if (found.isClosed && "key" in counted) page.tallies = found.tallies;
    if (found.isClosed && "key" in listed) {
      const sites = found.sites.map(({ reference, ...change }) => ({
        ...change,
        id: siteId(this.slug, reference),
      }));
      page.sites = sites;
      page.matching = found.matching;
      access.addSites(sites.map((site) => site.id));
    }
    access.addRows((page.tallies?.length ?? 0) + (page.sites?.length ?? 0));
    return {
      ...page,
      status: "key" in counted ? status : page.status,
      listStatus: "key" in listed ? status : page.listStatus,
    };
  }
}

function absenceOf(part: object & { readonly absence?: Status }): Status {
  return part.absence ?? null;
}
