import {
  type RankedSite,
  type RankedSites,
  type SiteSelectionKey,
  siteId,
} from "@palier/landlord-store";
import { landlordTypeNames, parseSitePageId } from "@palier/schema";
import { Arg, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Loader } from "../request/loading.js";
import type { SiteReading, SiteReferences } from "../site/site.reference.js";
import { Site } from "../site/site.type.js";
import type { DueParts } from "./due-part.js";
import { type SiteLevel, SitePage } from "./site-page.type.js";
import { siteRank } from "./site-rank.js";

/** What pages of sites are read by. */
export interface SitePageReading extends SiteReading {
  readonly pages: Loader<SiteSelectionKey, RankedSites>;
}

/** Loads the landlord's first sites of a selection. */
export class SitePageReferences {
  constructor(
    private readonly slug: string,
    private readonly parts: Pick<DueParts, "find">,
    private readonly sites: Pick<SiteReferences, "resolve">,
  ) {}

  /** Null for an id that is none of this landlord's pages, whatever is wrong with it. */
  async resolve(
    { id }: { readonly id?: unknown },
    context: SitePageReading,
  ): Promise<SitePage | null> {
    const { pages, conditions, access } = context;
    const part = this.parts.find(id, parseSitePageId, conditions.pages, context);
    if (part === null) return null;
    const none = { id: part.id, sites: null, firstNodes: null, matching: null };
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
    const firstNodes = (first: number) =>
      Promise.all(sites.slice(0, first).map((site) => this.node(site, context)));
    return { id: part.id, status: "ANSWERED", sites, firstNodes, matching: page.matching };
  }

  private async node({ id }: SiteLevel, context: SitePageReading): Promise<Site | null> {
    const site = await this.sites.resolve({ id }, context);
    // The list is of sites of any landlord; these are ours.
    return site && Object.assign(site, { __typename: landlordTypeNames(this.slug).site });
  }

  private siteLevel({ reference, level, dwellings }: RankedSite): SiteLevel & { id: string } {
    return { id: siteId(this.slug, reference), level: level ?? 0, dwellings };
  }
}

/** The sites of a page, read only when they are asked for with it. */
@Resolver(() => SitePage)
export class SitePageResolver {
  @FieldResolver(() => [Site], { nullable: "itemsAndList" })
  async nodes(
    @Root() { firstNodes }: SitePage,
    @Arg("first", () => Int) first: number,
  ): Promise<readonly (Site | null)[] | null> {
    return firstNodes === null ? null : await firstNodes(Math.max(first, 0));
  }
}
