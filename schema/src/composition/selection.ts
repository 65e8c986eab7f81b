import { isLandlordSlug } from "../landlord-slug.js";
import { isMonth, type Month } from "../month.js";

/**
 * Arguments that travel from the convention to the landlords inside entity ids, because a field's
 * arguments cannot be @requires inputs: every landlord then reads no more than the page asked for.
 */

/** What a `Contribution` answers for: `lisiere:77288:2026-10`. */
export interface ContributionKey {
  readonly landlord: string;
  readonly territory: string;
  readonly month: Month;
}

/** What a `SitePage` answers for: `lisiere:77288:2026-10:43:50:<cursor>`. */
export interface SitePageKey extends ContributionKey {
  /** Levels 1 to 4, ascending; null selects every site, undetermined ones too. */
  readonly levels: readonly number[] | null;
  /** Sites wanted, 1 to 200. */
  readonly first: number;
  /** Place after which the page begins; null for the beginning. */
  readonly after: SitePlace | null;
}

/** A `SiteConnection` is the same selection over all its landlords: `landlord` is a slug or null. */
export interface SiteSelection extends Omit<SitePageKey, "landlord"> {
  readonly landlord: string | null;
}

/** A site's place in the order level descending, dwellings descending, id ascending; level 0 is undetermined. */
export interface SitePlace {
  readonly level: number;
  readonly dwellings: number;
  readonly id: string;
}

export const largestPage = 200;

const territoryPattern = /^[A-Za-z0-9-]{1,40}$/;

/** Whether a text can be the code of a territory; it must not hold the separator of ids. */
export function isTerritoryCode(text: unknown): text is string {
  return typeof text === "string" && territoryPattern.test(text);
}

export function contributionId({ landlord, territory, month }: ContributionKey): string {
  return [landlord, territory, month].join(":");
}

/** @returns null for what is no contribution's id. */
export function parseContributionId(id: string): ContributionKey | null {
  const [landlord, territory, month, ...rest] = id.split(":");
  if (rest.length > 0 || !isLandlordSlug(landlord)) return null;
  return isTerritoryCode(territory) && isMonth(month) ? { landlord, territory, month } : null;
}

export function sitePageId(key: SitePageKey): string {
  return [contributionId(key), ...selectionParts(key)].join(":");
}

/** @returns null for what is no site page's id. */
export function parseSitePageId(id: string): SitePageKey | null {
  const [landlord = "", territory = "", month = "", levels = "", first = "", after = "", ...rest] =
    id.split(":");
  const key = parseContributionId([landlord, territory, month].join(":"));
  const selection = parseSelectionParts(levels, first, after);
  return rest.length > 0 || key === null || selection === null ? null : { ...key, ...selection };
}

/** Id of a `SiteConnection`; `*` stands for all landlords. */
export function siteSelectionId(selection: SiteSelection): string {
  const { landlord, territory, month } = selection;
  return [landlord ?? "*", territory, month, ...selectionParts(selection)].join(":");
}

/** @returns null for what is no selection's id. */
export function parseSiteSelectionId(id: string): SiteSelection | null {
  if (!id.startsWith("*:")) return parseSitePageId(id);
  const page = parseSitePageId(`any${id.slice(1)}`);
  return page && { ...page, landlord: null };
}

/** Opaque text of a place, for `after`. */
export function siteCursor({ level, dwellings, id }: SitePlace): string {
  return Buffer.from(JSON.stringify([level, dwellings, id])).toString("base64url");
}

/** @returns null for what is no cursor. */
export function parseSiteCursor(cursor: string): SitePlace | null {
  if (cursor.length > 400) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (!Array.isArray(value) || value.length !== 3) return null;
    const [level, dwellings, id] = value as unknown[];
    return isLevelOrZero(level) && isCount(dwellings) && typeof id === "string"
      ? { level, dwellings, id }
      : null;
  } catch {
    // Whatever the caller sent is no JSON: the same answer as for JSON of another shape.
    return null;
  }
}

/** The order of `Territory.sites`: negative when `a` comes first. */
export function compareSitePlaces(a: SitePlace, b: SitePlace): number {
  if (a.level !== b.level) return b.level - a.level;
  if (a.dwellings !== b.dwellings) return b.dwellings - a.dwellings;
  // Byte by byte, as PostgreSQL's collation "C" sorts; `<` would compare UTF-16 units.
  return Buffer.compare(Buffer.from(a.id), Buffer.from(b.id));
}

type Selection = Pick<SitePageKey, "levels" | "first" | "after">;

function selectionParts({ levels, first, after }: Selection): string[] {
  return [levels?.join("") ?? "*", String(first), after === null ? "" : siteCursor(after)];
}

function parseSelectionParts(levels: string, first: string, after: string): Selection | null {
  const place = after === "" ? null : parseSiteCursor(after);
  if (after !== "" && place === null) return null;
  if (!/^(\*|1?2?3?4?)$/.test(levels) || !/^[1-9][0-9]{0,2}$/.test(first)) return null;
  if (Number(first) > largestPage) return null;
  return {
    levels: levels === "*" ? null : [...levels].map(Number),
    first: Number(first),
    after: place,
  };
}

function isLevelOrZero(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 4;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
