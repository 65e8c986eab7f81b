import {
  compareSitePlaces,
  landlordTypeNames,
  type SitePlace,
  type SiteSelection,
  siteCursor,
} from "@palier/schema";
import { mergeItems, type PageInfo } from "../list/ordered-page.js";
import type { LandlordSites } from "./read-site-pages.js";

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
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}

interface OwnedSite {
  readonly landlord: string;
  readonly place: SitePlace;
}

/** The first sites of all landlords' pages together. */
export function mergeSites(
  paging: Pick<SiteSelection, "first" | "after">,
  pages: readonly LandlordSites[],
): SitePage {
  const sites = pages.flatMap(({ landlord, sites }) =>
    sites.map((place): OwnedSite => ({ landlord, place })),
  );
  const merged = mergeItems(sites, paging, {
    placeOf: ({ place }: OwnedSite) => place,
    order: compareSitePlaces,
    edgeOf: siteEdge,
  });
  return { ...merged, totalCount: pages.reduce((sum, { matching }) => sum + matching, 0) };
}

function siteEdge({ landlord, place }: OwnedSite): SiteEdge {
  return {
    cursor: siteCursor(place),
    level: place.level || null,
    dwellings: place.dwellings,
    node: { __typename: landlordTypeNames(landlord).site, id: place.id },
  };
}
