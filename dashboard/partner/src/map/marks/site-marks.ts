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

/** The sites of a commune whose exact place is not shown: one mark at the commune's centre. */
export interface CommuneMark {
  readonly code: string;
  readonly name: string;
  readonly at: LonLat;
  /** Highest first; levels without a site are absent. */
  readonly counts: readonly LevelCount[];
  readonly sites: number;
}

export interface SiteMarks {
  readonly sites: readonly SiteMark[];
  readonly communes: readonly CommuneMark[];
  /** Sites that no mark stands for: their commune is not known, or has no centre. */
  readonly unplaced: number;
}

/**
 * Every site once: at its place where that is shown, else in its commune's mark. No place is made
 * up for a site.
 *
 * @param places by the site's id.
 */
export function siteMarks(
  sites: readonly MapSite[],
  places: ReadonlyMap<string, LonLat>,
  areas: readonly Pick<Area, "code" | "name" | "center">[],
): SiteMarks {
  const placed = sites.flatMap((site) => {
    const at = places.get(site.id);
    return at === undefined ? [] : [{ site, at }];
  });
  const others = sites.filter(({ id }) => !places.has(id));
  const communes = areas.flatMap(({ code, name, center }) => {
    const own = others.filter(({ commune }) => commune?.code === code);
    if (center === null || own.length === 0) return [];
    return [{ code, name, at: center, counts: countByLevel(own), sites: own.length }];
  });
  const inCommunes = communes.reduce((sum, mark) => sum + mark.sites, 0);
  return { sites: placed, communes, unplaced: others.length - inCommunes };
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
