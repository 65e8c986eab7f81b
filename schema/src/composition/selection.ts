import { isLandlordSlug } from "../ground/landlord-slug.js";
import { isMonth, type Month } from "../ground/month.js";

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

/** The part of a list that is wanted. */
export interface Paging<Place> {
  /** Items wanted, 1 to 200. */
  readonly first: number;
  /** Place after which the page begins; null for the beginning. */
  readonly after: Place | null;
}

/** What one landlord's page of a list answers for. */
export type PageKey<Filter, Place> = ContributionKey & Filter & Paging<Place>;

/** The same over all landlords of the territory: `landlord` is a slug or null. */
export type Selection<Filter, Place> = Omit<ContributionKey, "landlord"> & {
  readonly landlord: string | null;
} & Filter &
  Paging<Place>;

/** How one kind of list is written into ids. */
export interface ListFormat<Filter, Place> {
  /** Without the separator of ids. */
  readonly filterText: (filter: Filter) => string;
  /** Null for what is no filter of the list. */
  readonly parseFilter: (text: string) => Filter | null;
  readonly placeValues: (place: Place) => readonly unknown[];
  /** Null for values that are no place. */
  readonly placeOf: (values: readonly unknown[]) => Place | null;
}

/** Ids and cursors of one kind of list; what is read is null for what none of them wrote. */
export interface ListIds<Filter, Place> {
  readonly pageId: (key: PageKey<Filter, Place>) => string;
  readonly parsePageId: (id: string) => PageKey<Filter, Place> | null;
  /** `*` stands for all landlords. */
  readonly selectionId: (selection: Selection<Filter, Place>) => string;
  readonly parseSelectionId: (id: string) => Selection<Filter, Place> | null;
  /** Opaque text of a place, for `after`. */
  readonly cursor: (place: Place) => string;
  readonly parseCursor: (cursor: string) => Place | null;
}

export const largestPage = 200;

/** Characters of a cursor: a place is a number or two, a day and a site's id. */
const longestCursor = 400;

/**
 * Characters of an id, more than any that is written: slug and territory have 40 each, month, filter
 * and page length hardly 20, and the cursor its own. A longer one is not even taken apart.
 */
const longestId = 200 + longestCursor;

/**
 * Ids of one kind of list that are taken apart once: of each landlord's page the gateway reads several
 * times whose it is and how long.
 */
const mostKept = 1_000;

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
  if (id.length > longestId) return null;
  const [landlord, territory, month, ...rest] = id.split(":");
  if (rest.length > 0 || !isLandlordSlug(landlord)) return null;
  return isTerritoryCode(territory) && isMonth(month) ? { landlord, territory, month } : null;
}

/** `lisiere:77288:2026-10:<filter>:50:<cursor>` */
export function listIds<Filter, Place>(format: ListFormat<Filter, Place>): ListIds<Filter, Place> {
  const cursor = (place: Place) => opaqueText(format.placeValues(place));
  const parseCursor = (text: string) => {
    const values = opaqueValues(text);
    return values && format.placeOf(values);
  };
  const selectionId = (selection: Selection<Filter, Place>) => {
    const { landlord, territory, month, first, after } = selection;
    const place = after === null ? "" : cursor(after);
    return [landlord ?? "*", territory, month, format.filterText(selection), first, place].join(
      ":",
    );
  };
  const readPageId = (id: string) => {
    const [
      landlord = "",
      territory = "",
      month = "",
      filterText = "",
      first = "",
      place = "",
      ...rest
    ] = id.split(":");
    const key = parseContributionId([landlord, territory, month].join(":"));
    const filter = format.parseFilter(filterText);
    const after = place === "" ? null : parseCursor(place);
    if (rest.length > 0 || key === null || filter === null) return null;
    if ((place !== "" && after === null) || !isPageLength(first)) return null;
    return { ...key, ...filter, first: Number(first), after };
  };
  const kept = new Map<string, PageKey<Filter, Place> | null>();
  const parsePageId = (id: string) => {
    if (id.length > longestId) return null;
    let key = kept.get(id);
    if (key === undefined) {
      key = readPageId(id);
      if (kept.size >= mostKept) kept.clear();
      kept.set(id, key);
    }
    return key;
  };
  return {
    pageId: selectionId,
    parsePageId,
    selectionId,
    parseSelectionId: (id) => {
      if (id.length > longestId) return null;
      if (!id.startsWith("*:")) return parsePageId(id);
      const page = parsePageId(`any${id.slice(1)}`);
      return page && { ...page, landlord: null };
    },
    cursor,
    parseCursor,
  };
}

/** Byte by byte, as PostgreSQL's collation "C" sorts; `<` would compare UTF-16 units. */
export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function isPageLength(text: string): boolean {
  return /^[1-9][0-9]{0,2}$/.test(text) && Number(text) <= largestPage;
}

function opaqueText(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString("base64url");
}

function opaqueValues(text: string): readonly unknown[] | null {
  if (text.length > longestCursor) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return Array.isArray(value) ? value : null;
  } catch {
    // Whatever the caller sent is no JSON: the same answer as for JSON of another shape.
    return null;
  }
}
