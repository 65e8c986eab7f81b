import {
  compareSitePlaces,
  type SitePageKey,
  type SitePlace,
  type SiteSelection,
  sitePageId,
} from "@palier/schema";
import { isRecord } from "@palier/service";
import { isCount, isLevel, listOf } from "../border/guards.js";
import { readExpected } from "../contribution/expected.js";
import { isPage } from "../list/ordered-page.js";
import { type Disbelief, type LandlordPage, readPages } from "../list/read-pages.js";

/** What one landlord brings to a page of sites. */
export interface LandlordSites {
  readonly landlord: string;
  /** In the order of the list, after the cursor; at most one more than asked for. */
  readonly sites: readonly SitePlace[];
  /** How many of its sites the selection holds, before paging. */
  readonly matching: number;
}

/** @param representation A `SiteConnection` as the gateway sends it. */
export function readSitePages(
  selection: SiteSelection,
  representation: unknown,
): LandlordPage<LandlordSites>[] {
  const declared = readExpected(isRecord(representation) ? representation.declared : null);
  const mostDwellings = new Map(declared.map(({ landlord, most }) => [landlord, most]));
  return readPages(
    {
      pageType: "sitePage",
      pageId: sitePageId,
      readContent: (page, key) => readSites(page, key, mostDwellings.get(key.landlord) ?? 0),
    },
    selection,
    representation,
  );
}

function readSites(
  { sites: given, matching }: Readonly<Record<string, unknown>>,
  key: SitePageKey,
  mostDwellings: number,
): LandlordSites | Disbelief {
  const sites = listOf(given, (site) => readSite(key, site));
  if (sites === null || !isPage(sites, key, compareSitePlaces)) return "INVALID_ANSWER";
  // A site that stands at two places would be in order.
  if (new Set(sites.map(({ id }) => id)).size < sites.length) return "INVALID_ANSWER";
  if (!isCount(matching) || matching < sites.length) return "INVALID_ANSWER";
  // Each site that follows has one dwelling at least.
  const shown = sites.reduce((sum, { dwellings }) => sum + dwellings, 0);
  if (shown + matching - sites.length > mostDwellings) return "ABOVE_DECLARED";
  return { landlord: key.landlord, sites, matching };
}

function readSite({ landlord, levels }: SitePageKey, value: unknown): SitePlace | null {
  if (!isRecord(value)) return null;
  const { id, level, dwellings } = value;
  if (typeof id !== "string" || !id.startsWith(`${landlord}:`)) return null;
  if (!isLevel(level) || !isCount(dwellings) || dwellings === 0) return null;
  return levels === null || levels.includes(level) ? { id, level, dwellings } : null;
}
