import { isMonth, type Month } from "../ground/month.js";
import { listIds, type PageKey, type Selection } from "./selection.js";
import { type SitePlace, sitePlaceOf, sitePlaceValues } from "./site-selection.js";

/** Which changes of levels a list holds. */
interface SinceFilter {
  /** The earlier of the two months; the later is the territory's. */
  readonly since: Month;
}

/**
 * What a `ChangePage` answers for: `lisiere:77288:2026-10:2026-09:50:<cursor>`. A change's place is
 * that of a site with the higher of its two levels, and in the order of sites.
 */
export type ChangePageKey = PageKey<SinceFilter, SitePlace>;

/** What a `LevelChangeConnection` holds. */
export type ChangeSelection = Selection<SinceFilter, SitePlace>;

const ids = listIds<SinceFilter, SitePlace>({
  filterText: ({ since }) => since,
  parseFilter: (text) => (isMonth(text) ? { since: text } : null),
  placeValues: sitePlaceValues,
  placeOf: sitePlaceOf,
});

export const {
  pageId: changePageId,
  selectionId: changeSelectionId,
  cursor: changeCursor,
  parseCursor: parseChangeCursor,
} = ids;

/** Null for what compares a month with itself or with a later one, too. */
export function parseChangePageId(id: string): ChangePageKey | null {
  return forward(ids.parsePageId(id));
}

export function parseChangeSelectionId(id: string): ChangeSelection | null {
  return forward(ids.parseSelectionId(id));
}

function forward<Key extends { readonly month: Month; readonly since: Month }>(
  key: Key | null,
): Key | null {
  return key !== null && key.since < key.month ? key : null;
}
