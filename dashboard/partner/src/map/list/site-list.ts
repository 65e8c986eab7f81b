import type { Level } from "@palier/dashboard-ui/parts/levels";
import { type MissingLandlord, missingOver } from "../../frame/missing";
import type { MapChangesQuery, MapPlacesQuery, MapSitesQuery } from "../../generated/graphql";
import type { LonLat } from "../ground/geography";
import type { MapSite } from "../marks/site-marks";

/** All sites of a selection, in the graph's order. */
export interface SiteList {
  readonly sites: readonly MapSite[];
  /** Sites of the selection over the landlords that answered. */
  readonly totalCount: number;
  readonly missing: readonly MissingLandlord[];
}

/** @returns null where the territory does not exist for the visitor. */
export function siteListOf(pages: readonly MapSitesQuery[]): SiteList | null {
  const lists = pages.map(({ territory }) => territory?.sites);
  if (pages[0]?.territory == null) return null;
  const sites = lists.flatMap((list) => list?.edges ?? []).map(siteOf);
  return {
    sites,
    totalCount: lists[0]?.totalCount ?? sites.length,
    missing: missingOver(lists.map((list) => list?.missing)),
  };
}

type Edge = NonNullable<
  NonNullable<NonNullable<MapSitesQuery["territory"]>["sites"]>["edges"]
>[number];

function siteOf({ cursor, level, dwellings, node }: Edge): MapSite {
  return {
    id: node?.id ?? cursor,
    name: node?.name ?? null,
    level: levelOf(level),
    dwellings: dwellings ?? null,
    commune: node?.commune == null ? null : { ...node.commune, name: node.commune.name ?? null },
    district:
      node?.priorityDistrict == null
        ? null
        : { ...node.priorityDistrict, name: node.priorityDistrict.name ?? null },
    landlord: node?.landlord?.slug ?? null,
  };
}

function levelOf(level: number | null | undefined): Level {
  return level === 1 || level === 2 || level === 3 || level === 4 ? level : null;
}

/** Exact places by the site's id; sites whose place is not shown are absent. */
export function placesOf(pages: readonly MapPlacesQuery[]): ReadonlyMap<string, LonLat> {
  const edges = pages.flatMap(({ territory }) => territory?.sites?.edges ?? []);
  return new Map(
    edges.flatMap(({ node }): [string, LonLat][] => {
      const { longitude, latitude } = node?.location ?? {};
      if (node == null || longitude == null || latitude == null) return [];
      return [[node.id, [longitude, latitude]]];
    }),
  );
}

/** What of a list is shown besides what the graph was asked for. */
export interface Narrowing {
  /** Code of the only district shown; null for all places. */
  readonly district: string | null;
  /** Ids of the only sites shown; null for all. */
  readonly ids: ReadonlySet<string> | null;
}

export function narrowed(list: SiteList, { district, ids }: Narrowing): SiteList {
  if (district === null && ids === null) return list;
  const sites = list.sites.filter(
    (site) =>
      (district === null || site.district?.code === district) && (ids === null || ids.has(site.id)),
  );
  return { ...list, sites, totalCount: sites.length };
}

/** Sites that rose since the month before. */
export interface Worsened {
  readonly ids: ReadonlySet<string>;
  /** The month before. */
  readonly since: string;
  /** Landlords of whose sites it is not known whether they rose. */
  readonly missing: readonly MissingLandlord[];
}

/**
 * A site that has its first level did not rise.
 *
 * @returns null where it is not known: a page was not read, or the month before is not published.
 */
export function worsenedIn(pages: readonly MapChangesQuery[]): Worsened | null {
  const lists = pages.flatMap(({ territory }) => territory?.changes ?? []);
  const [first] = lists;
  if (first === undefined || lists.some(({ edges }) => edges === null)) return null;
  if (lists.length < pages.length) return null;
  const edges = lists.flatMap((list) => list.edges ?? []);
  return {
    ids: new Set(
      edges.flatMap(({ move, node }) => (move === "ROSE" && node != null ? [node.id] : [])),
    ),
    since: first.since,
    missing: missingOver(lists.map(({ missing }) => missing)),
  };
}
