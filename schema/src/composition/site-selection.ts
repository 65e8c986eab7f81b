import { compareBytes, listIds, type PageKey, type Selection } from "./selection.js";

/** Which sites a list holds. */
interface LevelFilter {
  /** Levels 1 to 4, ascending; null selects every site, undetermined ones too. */
  readonly levels: readonly number[] | null;
}

/** A site's place in the order level descending, dwellings descending, id ascending; level 0 is undetermined. */
export interface SitePlace {
  readonly level: number;
  readonly dwellings: number;
  readonly id: string;
}

/** What a `SitePage` answers for: `lisiere:77288:2026-10:34:50:<cursor>`. */
export type SitePageKey = PageKey<LevelFilter, SitePlace>;

/** What a `SiteConnection` holds. */
export type SiteSelection = Selection<LevelFilter, SitePlace>;

export const {
  pageId: sitePageId,
  parsePageId: parseSitePageId,
  selectionId: siteSelectionId,
  parseSelectionId: parseSiteSelectionId,
  cursor: siteCursor,
  parseCursor: parseSiteCursor,
} = listIds<LevelFilter, SitePlace>({
  filterText: ({ levels }) => levels?.join("") ?? "*",
  parseFilter: (text) => {
    if (!/^(\*|1?2?3?4?)$/.test(text)) return null;
    return { levels: text === "*" ? null : [...text].map(Number) };
  },
  placeValues: sitePlaceValues,
  placeOf: sitePlaceOf,
});

export function sitePlaceValues({ level, dwellings, id }: SitePlace): readonly unknown[] {
  return [level, dwellings, id];
}

/** Null for values that are no place. */
export function sitePlaceOf(values: readonly unknown[]): SitePlace | null {
  const [level, dwellings, id, ...rest] = values;
  return isLevelOrZero(level) && isCount(dwellings) && typeof id === "string" && rest.length === 0
    ? { level, dwellings, id }
    : null;
}

/** The order of `Territory.sites`: negative when `a` comes first. */
export function compareSitePlaces(a: SitePlace, b: SitePlace): number {
  if (a.level !== b.level) return b.level - a.level;
  if (a.dwellings !== b.dwellings) return b.dwellings - a.dwellings;
  return compareBytes(a.id, b.id);
}

function isLevelOrZero(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 4;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
