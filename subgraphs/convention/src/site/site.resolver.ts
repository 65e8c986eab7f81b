import {
  landlordTypeNames,
  parseSiteSelectionId,
  type SiteSelection,
  sitePageId,
  siteSelectionId,
} from "@palier/schema";
import type { PublishedMonths } from "../publication/published-months.js";
import type { TerritoryInMonth } from "../territory/territory.resolver.js";
import type { TerritoryDirectory } from "../territory/territory-directory.js";
import type { RequestContext } from "../viewer/request-context.js";
import type { ViewerTerritories } from "../viewer/viewer-territories.js";
import { type SiteArguments, siteFilter } from "./site-arguments.js";

/** Selections of sites, as references to the pages of the landlords that hold them. */
export class SiteResolver {
  constructor(
    private readonly territories: TerritoryDirectory,
    private readonly seen: ViewerTerritories,
    private readonly published: PublishedMonths,
    private readonly slugs: readonly string[],
  ) {}

  /** @throws BadUserInputError naming what would be right. */
  selection({ territory, month }: TerritoryInMonth, args: SiteArguments): SiteSelection {
    return { territory: territory.code, month, ...siteFilter(args, this.slugs) };
  }

  /** What the gateway's key stands for; null for a selection that is not there for who asks. */
  byKey(representation: unknown, context: RequestContext): SiteSelection | null {
    const selection = hasId(representation) ? parseSiteSelectionId(representation.id) : null;
    if (selection === null || !this.published.holds(selection.month)) return null;
    return this.seen.find(selection.territory, context) === null ? null : selection;
  }

  id(selection: SiteSelection): string {
    return siteSelectionId(selection);
  }

  /** One for each landlord that is due there, or for the one that was asked for. */
  pages(selection: SiteSelection) {
    const territory = this.territories.find(selection.territory);
    const expected = territory === null ? [] : this.territories.expected(territory);
    return expected
      .filter(({ landlord }) => [null, landlord.slug].includes(selection.landlord))
      .map(({ landlord, types }) => ({
        __typename: types.sitePage,
        id: sitePageId({ ...selection, landlord: landlord.slug }),
      }));
  }

  /** A reference to the landlord that the identifier begins with; only that landlord knows whether the site exists. */
  site(id: string) {
    const end = id.indexOf(":");
    const slug = id.slice(0, Math.max(0, end));
    if (!this.slugs.includes(slug) || end === id.length - 1) return null;
    return { __typename: landlordTypeNames(slug).site, lookup: id };
  }
}

function hasId(value: unknown): value is { id: string } {
  return (
    typeof value === "object" && value !== null && "id" in value && typeof value.id === "string"
  );
}
