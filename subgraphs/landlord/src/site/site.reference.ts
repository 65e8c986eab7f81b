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

  /** Null for an id that names none of this landlord's sites, whatever is wrong with it. */
  async resolve(
    { id, lookup }: { readonly id?: unknown; readonly lookup?: unknown },
    { sites }: Pick<RequestContext, "sites">,
  ): Promise<Site | null> {
    const reference = siteReference(this.slug, id ?? lookup);
    const row = reference === null ? null : await sites.load(reference);
    return row && toSite(row, this.slug, this.territories);
  }
}
