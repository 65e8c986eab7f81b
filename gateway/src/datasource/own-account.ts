import { parseContributionId, parseSitePageId, type SitePageKey } from "@palier/schema";
import { isRecord } from "@palier/service";

/** A level of a contribution, or of what a page lists: how many sites, with how many dwellings. */
interface LevelCount {
  readonly sites: number;
  readonly dwellings: number;
}

type Levels = ReadonlyMap<number, LevelCount>;

/** What a landlord says of itself: in a contribution of each level, in a page site by site. */
export type OwnAccount = { readonly of: string } & (
  | { readonly kind: "CONTRIBUTION"; readonly levels: Levels }
  | { readonly kind: "PAGE"; readonly page: ListedSites }
);

interface ListedSites {
  readonly key: Pick<SitePageKey, "levels" | "after">;
  /** How many sites there are of the levels. */
  readonly matching: number;
  readonly levels: Levels;
}

/**
 * What one entity that a landlord gave to totals and lists says of its sites in a territory and month;
 * null where it says nothing of them.
 */
export function ownAccount(id: unknown, entity: unknown): OwnAccount | null {
  if (typeof id !== "string" || !isRecord(entity) || entity.status !== "ANSWERED") return null;
  const contribution = parseContributionId(id);
  if (contribution !== null) {
    const levels = levelsOf(entity.tallies, ({ sites }) => sites);
    return levels && { of: id, kind: "CONTRIBUTION", levels };
  }
  const page = parseSitePageId(id);
  const levels = levelsOf(entity.sites, () => 1);
  const { matching } = entity;
  if (page === null || levels === null || typeof matching !== "number") return null;
  const of = [page.landlord, page.territory, page.month].join(":");
  return { of, kind: "PAGE", page: { key: page, matching, levels } };
}

/** Whether the sites that a landlord lists are others than those that it counts. */
export function contradicts(counted: Levels, { key, matching, levels }: ListedSites): boolean {
  const wanted = key.levels ?? [...counted.keys()];
  const inAll = wanted.reduce((sum, level) => sum + (counted.get(level)?.sites ?? 0), 0);
  if (inAll !== matching) return true;
  const listed = [...levels.values()].reduce((sum, { sites }) => sum + sites, 0);
  const isWhole = key.after === null && listed === matching;
  const isPart = (part: number, whole: number) => (isWhole ? part === whole : part <= whole);
  return [...levels].some(([level, { sites, dwellings }]) => {
    const all = counted.get(level);
    if (all === undefined) return true;
    return !isPart(sites, all.sites) || !isPart(dwellings, all.dwellings);
  });
}

function levelsOf(
  rows: unknown,
  sitesOf: (row: Readonly<Record<string, unknown>>) => unknown,
): Levels | null {
  if (!Array.isArray(rows)) return null;
  const levels = new Map<number, LevelCount>();
  for (const row of rows) {
    if (!isRecord(row)) return null;
    const { level, dwellings } = row;
    const sites = sitesOf(row);
    if (typeof level !== "number" || typeof dwellings !== "number" || typeof sites !== "number") {
      return null;
    }
    const known = levels.get(level) ?? { sites: 0, dwellings: 0 };
    levels.set(level, { sites: known.sites + sites, dwellings: known.dwellings + dwellings });
  }
  return levels;
}
