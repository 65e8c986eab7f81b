import {
  compareSitePlaces,
  landlordTypeNames,
  type SiteSelection,
  siteCursor,
} from "@palier/schema";
import type { LandlordPage } from "./read-pages.js";

/** One site of a page, with what its place in the order rests on. */
export interface SiteEdge {
  readonly cursor: string;
  /** 1 to 4; null for undetermined. */
  readonly level: number | null;
  readonly dwellings: number;
  /** Reference that the landlord resolves. */
  readonly node: { readonly __typename: string; readonly id: string };
}

/** A page of a territory's sites (Relay). */
export interface SitePage {
  readonly edges: readonly SiteEdge[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

/** The first sites of all landlords' pages together; each page suffices, being as long as the result. */
export function mergePages(
  { first, after }: Pick<SiteSelection, "first" | "after">,
  pages: readonly LandlordPage[],
): SitePage {
  const merged = pages
    .flatMap(({ landlord, sites }) => sites.map((place) => ({ landlord, place })))
    .sort((a, b) => compareSitePlaces(a.place, b.place));
  const edges = merged.slice(0, first).map(({ landlord, place }) => ({
    cursor: siteCursor(place),
    level: place.level || null,
    dwellings: place.dwellings,
    node: { __typename: landlordTypeNames(landlord).site, id: place.id },
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: merged.length > first,
      hasPreviousPage: after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: pages.reduce((sum, { matching }) => sum + matching, 0),
  };
}
