import { type Level, levels } from "@palier/dashboard-ui/parts/levels";
import type { Area, LonLat } from "../ground/geography";

/** A site as list and map show it. */
export interface MapSite {
  readonly id: string;
  /** Null where its landlord did not answer for it. */
  readonly name: string | null;
  readonly level: Level;
  readonly dwellings: number | null;
  readonly commune: { readonly code: string; readonly name: string | null } | null;
  /** Priority district; null outside of any. */
  readonly district: { readonly code: string; readonly name: string | null } | null;
  /** Slug. */
  readonly landlord: string | null;
}

/** A site whose exact place the visitor may see. */
export interface SiteMark {
  readonly site: MapSite;
  readonly at: LonLat;
}

export interface LevelCount {
  readonly level: Level;
  readonly sites: number;
}

/** The sites of a district, or of a commune outside its districts: one mark at its middle. */
export interface CommuneMark {
  readonly code: string;
  readonly name: string;
  readonly at: LonLat;
  /** Highest first; levels without a site are absent. */
  readonly counts: readonly LevelCount[];
  readonly sites: number;
}

/** What marks stand for: single sites at their places, or the sites of an area; never both on one map. */
export type MarkKind = "SITES" | "AREAS";

export interface SiteMarks {
  readonly sites: readonly SiteMark[];
  /** Of communes and districts. */
  readonly communes: readonly CommuneMark[];
  /** Code of the area that each site counts in, by the site's id. */
  readonly areaOf: ReadonlyMap<string, string>;
  /** How an area's mark is called, by its code: of a commune with districts, what lies outside them. */
  readonly nameOf: ReadonlyMap<string, string>;
  /** Sites that no mark stands for: their place is not shown, or their commune is not known. */
  readonly unplaced: readonly MapSite[];
}

/**
 * Every site once at most: at its place where that is shown, or in its area's mark. No place is made up
 * for a site.
 *
 * @param places by the site's id.
 * @param outside how a commune is called whose districts have marks of their own.
 */
export function siteMarks(
  sites: readonly MapSite[],
  places: ReadonlyMap<string, LonLat>,
  areas: readonly Pick<Area, "code" | "name" | "center" | "isDistrict">[],
  kind: MarkKind,
  outside: (commune: string) => string = (commune) => commune,
): SiteMarks {
  const drawn = areas.filter(({ center }) => center !== null);
  const codes = new Set(drawn.map(({ code }) => code));
  const districts = new Set(drawn.flatMap(({ code, isDistrict }) => (isDistrict ? [code] : [])));
  const areaOf = new Map(
    sites.flatMap(({ id, commune, district }): [string, string][] => {
      const code =
        district !== null && districts.has(district.code) ? district.code : commune?.code;
      return code !== undefined && codes.has(code) ? [[id, code]] : [];
    }),
  );
  const split = new Set(
    sites.flatMap(({ district, commune }) =>
      district !== null && districts.has(district.code) ? (commune?.code ?? []) : [],
    ),
  );
  const nameOf = new Map(
    drawn.map(({ code, name }) => [code, split.has(code) ? outside(name) : name]),
  );
  if (kind === "SITES") {
    const placed = sites.flatMap((site) => {
      const at = places.get(site.id);
      return at === undefined ? [] : [{ site, at }];
    });
    const unplaced = sites.filter(({ id }) => !places.has(id));
    return { sites: placed, communes: [], areaOf, nameOf, unplaced };
  }
  const communes = drawn.flatMap(({ code, center }) => {
    const own = sites.filter(({ id }) => areaOf.get(id) === code);
    if (center === null || own.length === 0) return [];
    const name = nameOf.get(code) ?? code;
    return [{ code, name, at: center, counts: countByLevel(own), sites: own.length }];
  });
  const unplaced = sites.filter(({ id }) => !areaOf.has(id));
  return { sites: [], communes, areaOf, nameOf, unplaced };
}

/** A commune whose name is to be written. */
export interface NamedArea extends Area {
  /** Whether some mark stands for sites of it. */
  readonly hasMarks: boolean;
}

/**
 * In the order in which names are given room: communes with marks, then the territory's others;
 * long names first, short ones find room more easily.
 */
export function areasByName(areas: readonly Area[], marks: SiteMarks): readonly NamedArea[] {
  const marked = new Set([
    ...marks.communes.map(({ code }) => code),
    ...marks.sites.map(({ site }) => site.commune?.code),
  ]);
  const weight = ({ hasMarks, isInside }: NamedArea) => Number(hasMarks) * 2 + Number(isInside);
  return areas
    .map((area) => ({ ...area, hasMarks: marked.has(area.code) }))
    .sort((a, b) => weight(b) - weight(a) || b.name.length - a.name.length);
}

/** Highest first, undetermined last; levels without a site are absent. */
export function countByLevel(sites: readonly Pick<MapSite, "level">[]): readonly LevelCount[] {
  return levels
    .map((level) => ({ level, sites: sites.filter((site) => site.level === level).length }))
    .filter((count) => count.sites > 0);
}

/** The level a mark of several sites is drawn with. */
export function highestLevel(counts: readonly LevelCount[]): Level {
  return counts[0]?.level ?? null;
}

/** Sites too near to each other to be drawn apart. */
export interface Group {
  readonly at: readonly [x: number, y: number];
  readonly sites: readonly MapSite[];
}

/**
 * Joins marks that would cover each other on paper, in their order: a mark joins the first group
 * whose first mark is near.
 *
 * @param near in the units of `project`.
 */
export function groupNear(
  marks: readonly SiteMark[],
  project: (at: LonLat) => readonly [number, number],
  near: number,
): readonly Group[] {
  const groups: { at: readonly [number, number]; sites: MapSite[] }[] = [];
  for (const { site, at } of marks) {
    const [x, y] = project(at);
    const group = groups.find(({ at: [ownX, ownY] }) => Math.hypot(ownX - x, ownY - y) < near);
    if (group === undefined) groups.push({ at: [x, y], sites: [site] });
    else group.sites.push(site);
  }
  return groups;
}
