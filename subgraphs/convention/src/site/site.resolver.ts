import { landlordTypeNames } from "@palier/schema";

/** Sites by their identifiers. */
export class SiteResolver {
  /** @param slugs Landlords of the convention. */
  constructor(private readonly slugs: readonly string[]) {}

  /** A reference to the landlord that the identifier begins with; only that landlord knows whether the site exists. */
  site(id: string) {
    const end = id.indexOf(":");
    const slug = id.slice(0, Math.max(0, end));
    if (!this.slugs.includes(slug) || end === id.length - 1) return null;
    return { __typename: landlordTypeNames(slug).site, lookup: id };
  }
}
