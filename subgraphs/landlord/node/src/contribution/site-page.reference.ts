import {
  type RankedSite,
  type RankedSites,
  type SiteSelectionKey,
  siteId,
} from "@palier/landlord-store";
import { parseSitePageId } from "@palier/schema";
import type { Loader } from "../request/loading.js";
import type { Answering } from "../viewer/audience.js";
import type { DueParts } from "./due-part.js";
import type { SiteLevel, SitePage } from "./site-page.type.js";
import { siteRank } from "./site-rank.js";

/** What pages of sites are read by. */
export interface SitePageReading extends Answering {
  readonly pages: Loader<SiteSelectionKey, RankedSites>;
}

/** Loads the landlord's first sites of a selection. */
export class SitePageReferences {
  constructor(
    private readonly slug: string,
    private readonly parts: Pick<DueParts, "find">,
  ) {}

  /** Null for an id that is none of this landlord's pages, whatever is wrong with it. */
  async resolve(
    { id }: { readonly id?: unknown },
    context: SitePageReading,
  ): Promise<SitePage | null> {
    const { pages, conditions, access } = context;
    const part = this.parts.find(id, parseSitePageId, conditions.pages, context);
    if (part === null) return null;
    const none = { id: part.id, sites: null, matching: null };
    if ("absence" in part) return { ...none, status: part.absence };
    const { key, scope } = part;
    const after = key.after && siteRank(key.after, this.slug);
    // One more than asked for tells whether more follow.
    const first = key.first + 1;
    const page = await pages.load({ ...scope, levels: key.levels, after, first });
    if (!page.isClosed) return { ...none, status: "MONTH_NOT_CLOSED" };
    const sites = page.sites.map((site) => this.siteLevel(site));
    access.addRows(sites.length);
    access.addSites(sites.map((site) => site.id));
    return { id: part.id, status: "ANSWERED", sites, matching: page.matching };
  }

  private siteLevel({ reference, level, dwellings }: RankedSite): SiteLevel & { id: string } {
    return { id: siteId(this.slug, reference), level: level ?? 0, dwellings };
  }
}
