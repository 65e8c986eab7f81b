import { type ServedSite, siteReference } from "@palier/landlord-store";
import type { Loader } from "../request/loading.js";
import type { TerritoryDirectory } from "../territory/territory-directory.js";
import type { Answering } from "../viewer/audience.js";
import type { Site } from "./site.type.js";
import { toSite } from "./site-presentation.js";

/** What sites are read by. */
export interface SiteReading extends Answering {
  /** By the landlord's own reference. */
  readonly sites: Loader<string, ServedSite | null>;
}

/** Loads sites by the keys of the federation, `id` and `lookup`, which hold the same text. */
export class SiteReferences {
  constructor(
    private readonly slug: string,
    private readonly territories: Pick<TerritoryDirectory, "nameOf">,
  ) {}

  /** Null for an id that names none of the sites that exist for who asks, whatever is wrong with it. */
  async resolve(
    { id, lookup }: { readonly id?: unknown; readonly lookup?: unknown },
    { sites, conditions, access }: SiteReading,
  ): Promise<Site | null> {
    const reference = siteReference(this.slug, id ?? lookup);
    if (reference === null || !conditions.hasSites) return null;
    const row = await sites.load(reference);
    if (row === null) return null;
    const site = toSite(row, this.slug, this.territories);
    access.addRows(1);
    access.addSites([site.id]);
    return site;
  }
}
