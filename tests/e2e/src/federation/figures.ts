import { expect } from "expect";
import { type LiteralSite, sumOfDwellings } from "./literal-landlord.js";

/** Asks for what the tests compare. */
export const territoryQuery = `query Territory($code: ID!, $first: Int = 50, $after: String) {
  territory(code: $code) {
    name
    month
    levels { level sites dwellings share }
    coverage {
      landlordsExpected landlordsAnswered dwellingsExpected dwellingsKnown
      landlords { landlord { slug } status expectedDwellings dwellings }
    }
    sites(first: $first, after: $after) {
      totalCount
      missing { landlord { slug } status }
      pageInfo { hasNextPage endCursor }
      edges { level dwellings node { id name } }
    }
  }
}`;

/** What `territoryQuery` answers. */
export interface TerritoryAnswer {
  readonly territory: {
    readonly name: string;
    readonly month: string;
    readonly levels: readonly object[];
    readonly coverage: {
      readonly landlordsAnswered: number;
      readonly dwellingsKnown: number;
      readonly landlords: readonly { readonly landlord: object; readonly status: string }[];
    };
    readonly sites: {
      readonly totalCount: number;
      readonly missing: readonly { readonly landlord: object; readonly status: string }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly edges: readonly { readonly node: { readonly id: string; readonly name: string } }[];
    };
  };
}

/** `Territory.levels` of these sites, counted here anew. */
export function levelsOf(sites: readonly LiteralSite[]): object[] {
  const all = sumOfDwellings(sites);
  const levels = sites.some(({ level }) => level === 0) ? [4, 3, 2, 1, 0] : [4, 3, 2, 1];
  return levels.map((level) => {
    const alike = sites.filter((site) => site.level === level);
    const dwellings = sumOfDwellings(alike);
    return {
      level: level || null,
      sites: alike.length,
      dwellings,
      share: all === 0 ? null : expect.closeTo(dwellings / all, 9),
    };
  });
}

/** Ids in the order of `Territory.sites`: level, then dwellings, then id. */
export function orderedIds(sites: readonly (LiteralSite & { readonly slug: string })[]): string[] {
  return sites
    .map((site) => ({ ...site, id: `${site.slug}:${site.reference}` }))
    .sort((a, b) => b.level - a.level || b.dwellings - a.dwellings || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
