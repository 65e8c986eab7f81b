import {
  compareSitePlaces,
  landlordTypeNames,
  type SitePlace,
  type SiteSelection,
  sitePageId,
} from "@palier/schema";
import {
  isCount,
  isLevel,
  isRecord,
  listOf,
  onlyOfEachType,
  type TypeIndex,
} from "../border/guards.js";

/** What one landlord brings to a page of sites. */
export interface LandlordPage {
  readonly landlord: string;
  /** In the order of the list, after the cursor; at most one more than asked for. */
  readonly sites: readonly SitePlace[];
  /** How many of its sites the selection holds, before paging. */
  readonly matching: number;
}

/**
 * The pages that can be believed. A landlord that gave none, or one that contradicts the selection
 * or the order, is left out as if it had not answered.
 *
 * @param given `SiteConnection.pages` as the gateway sends it.
 * @param slugs Landlords of the convention.
 */
export function readPages(
  selection: SiteSelection,
  given: unknown,
  slugs: readonly string[],
): LandlordPage[] {
  if (!Array.isArray(given)) throw new Error("A representation without pages");
  const pages = onlyOfEachType(given);
  return slugs
    .filter((slug) => selection.landlord === null || selection.landlord === slug)
    .flatMap((slug) => readPage(selection, slug, pages) ?? []);
}

function readPage(
  selection: SiteSelection,
  landlord: string,
  given: TypeIndex,
): LandlordPage | null {
  const page = given.get(landlordTypeNames(landlord).sitePage);
  if (page?.status !== "ANSWERED" || page.id !== sitePageId({ ...selection, landlord }))
    return null;
  const sites = listOf(page.sites, (site) => readSite(selection, landlord, site));
  if (sites === null || !isInOrder(sites, selection)) return null;
  const { matching } = page;
  return isCount(matching) && matching >= sites.length ? { landlord, sites, matching } : null;
}

function readSite({ levels }: SiteSelection, landlord: string, value: unknown): SitePlace | null {
  if (!isRecord(value)) return null;
  const { id, level, dwellings } = value;
  if (typeof id !== "string" || !id.startsWith(`${landlord}:`)) return null;
  if (!isLevel(level) || !isCount(dwellings)) return null;
  return levels === null || levels.includes(level) ? { id, level, dwellings } : null;
}

function isInOrder(sites: readonly SitePlace[], { first, after }: SiteSelection): boolean {
  const places = after === null ? sites : [after, ...sites];
  const isRising = places.every((place, index) => {
    const before = places[index - 1];
    return before === undefined || compareSitePlaces(before, place) < 0;
  });
  const ids = new Set(sites.map(({ id }) => id));
  return isRising && ids.size === sites.length && sites.length <= first + 1;
}
