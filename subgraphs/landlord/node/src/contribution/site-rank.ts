import { type SiteRank, siteId } from "@palier/landlord-store";
import type { SitePlace } from "@palier/schema";

/** More dwellings than the store can count at a site. */
const mostDwellings = 2_147_483_647;

/**
 * A place in the order of all landlords' sites as a place among this landlord's: the same sites
 * follow it. The site of the place may be another landlord's, or none at all.
 */
export function siteRank({ level, dwellings, id }: SitePlace, slug: string): SiteRank {
  const rank = { level: level === 0 ? null : level, dwellings: Math.min(dwellings, mostDwellings) };
  const prefix = siteId(slug, "");
  if (id.startsWith(prefix)) return { ...rank, reference: storableText(id.slice(prefix.length)) };
  // Of this landlord's sites at the same level and size, all follow an id before the prefix and
  // none one behind it. Every reference follows the empty one.
  return { ...rank, dwellings: id < prefix ? rank.dwellings : rank.dwellings - 1, reference: "" };
}

/** What PostgreSQL can hold of a text; no stored text lies between the text and that part of it. */
function storableText(text: string): string {
  return text.split("\0", 1)[0] ?? "";
}
