import type { RequestContext } from "../request-context.js";
import type { TerritoryDirectory } from "../territory/territory-directory.js";
import type { Site } from "./site.type.js";
import { siteReference } from "./site-id.js";
import { toSite } from "./site-presentation.js";

/** Loads sites by the keys of the federation, `id` and `lookup`, which hold the same text. */
export class SiteReferences {
  constructor(
    private readonly slug: string,
    private readonly territories: Pick<TerritoryDirectory, "nameOf">,
  ) {}

  /** Null for an id that names none of the sites that exist for who asks, whatever is wrong with it. */
  async resolve(
    { id, lookup }: { readonly id?: unknown; readonly lookup?: unknown },
    { sites, conditions, access }: Pick<RequestContext, "sites" | "conditions" | "access">,
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
