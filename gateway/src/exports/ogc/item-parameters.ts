import { createHash } from "node:crypto";
import { isDay, isMonth, isTerritoryCode } from "@palier/schema";
import { longestPage } from "../asked/documents.js";
import { type Parameter, territory } from "../asked/parameters.js";
import { type ListPage, namesOf } from "../asked/whole-list.js";
import type { ConventionTerms } from "../tables/facts.js";

const limit: Parameter<number> = {
  // More than the most is answered with the most, as the standard asks.
  read: (text) => {
    if (!/^[0-9]{1,9}$/.test(text) || Number(text) < 1) return undefined;
    return Math.min(Number(text), longestPage);
  },
  takes: { en: "a number of features from 1 on", fr: "un nombre d’objets à partir de 1" },
};

/** West, south, east, north, WGS 84; west is more than east where it spans the antimeridian. */
export type Box = readonly [west: number, south: number, east: number, north: number];

const bbox: Parameter<Box> = {
  read: (text) => {
    const numbers = text
      .split(",")
      .map((part) => (/^\s*[-+\d.]/.test(part) ? Number(part) : Number.NaN));
    if (![4, 6].includes(numbers.length) || !numbers.every(Number.isFinite)) return undefined;
    // Of six, the third and sixth are heights, which sites have none of.
    const [west, south, east, north] =
      numbers.length === 4 ? numbers : numbers.filter((_number, index) => index % 3 !== 2);
    if (west === undefined || south === undefined || east === undefined || north === undefined)
      return undefined;
    return south > north ? undefined : [west, south, east, north];
  },
  takes: {
    en: "west,south,east,north in degrees, e.g. 2.6,48.5,2.7,48.6",
    fr: "ouest,sud,est,nord en degrés, p. ex. 2.6,48.5,2.7,48.6",
  },
};

export function isWithin([longitude, latitude]: readonly [number, number], box: Box): boolean {
  const [west, south, east, north] = box;
  const isBetween =
    west <= east ? longitude >= west && longitude <= east : longitude >= west || longitude <= east;
  return isBetween && latitude >= south && latitude <= north;
}

/** From the first to the last of months, both included; null: open to that side. */
export interface MonthSpan {
  readonly from: string | null;
  readonly to: string | null;
}

const datetime: Parameter<MonthSpan> = {
  read: (text) => {
    const ends = text.split("/");
    if (ends.length > 2) return undefined;
    const [from, to = from] = ends.map(monthOf);
    if (from === undefined || to === undefined) return undefined;
    if (ends.length === 1 && from === null) return undefined;
    if (from === null && to === null) return undefined;
    return from !== null && to !== null && from > to ? undefined : { from, to };
  },
  takes: {
    en: "a month, a day or a time, or two of them with / between, e.g. 2026-10 or 2026-10-01T00:00:00Z/..",
    fr: "un mois, un jour ou une heure, ou deux séparés par /, p. ex. 2026-10 ou 2026-10-01T00:00:00Z/..",
  },
};

/** The month of one end; null for an open one, undefined for what is no time. */
function monthOf(text: string): string | null | undefined {
  if (text === "" || text === "..") return null;
  const isWholeMonth: boolean = isMonth(text);
  if (isWholeMonth) return text;
  const day = text.slice(0, 10);
  const rest = text.slice(10);
  const isTime = rest === "" || /^[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.test(rest);
  if (!isDay(day) || !isTime || (rest !== "" && Number.isNaN(Date.parse(text.toUpperCase()))))
    return undefined;
  return day.slice(0, 7);
}

/** The latest of the published months that a span touches; null where it touches none. */
export function latestIn(months: readonly string[], { from, to }: MonthSpan): string | null {
  const touched = months.filter(
    (month) => (from === null || month >= from) && (to === null || month <= to),
  );
  return touched.toSorted().at(-1) ?? null;
}

/** Where a page begins. */
export type Place = FirstPlace | LaterPlace;

/** The beginning of a territory's list. */
interface FirstPlace {
  readonly territory: string;
  readonly after: null;
}

interface LaterPlace {
  readonly territory: string;
  /** The graph's own cursor in the territory's list. */
  readonly after: string;
  /** What tells the list that the territory's first page began from any other. */
  readonly list: string;
}

const cursor: Parameter<Place> = {
  read: (text) => {
    const at = text.indexOf(":");
    const [code, rest] = [text.slice(0, at), text.slice(at + 1)];
    if (at < 0 || !isTerritoryCode(code) || rest.length > 400) return undefined;
    if (rest === "") return { territory: code, after: null };
    const [, list, after] = /^([\w-]{22}):(.+)$/.exec(rest) ?? [];
    return list === undefined || after === undefined ? undefined : { territory: code, list, after };
  },
  takes: {
    en: "what a link to the next page has",
    fr: "ce que porte un lien vers la page suivante",
  },
};

export function placeText(place: Place): string {
  return `${place.territory}:${place.after === null ? "" : `${place.list}:${place.after}`}`;
}

/** The same for all pages of one list, and for no other: of its count, its landlords and its terms. */
export function listMark(
  { totalCount, missing }: Pick<ListPage<unknown>, "totalCount" | "missing">,
  { reference, version, gridVersion }: ConventionTerms,
): string {
  const list = [totalCount, namesOf(missing), reference, version, gridVersion];
  return createHash("sha256").update(JSON.stringify(list)).digest("base64url").slice(0, 22);
}

/** Of `/collections/sites/items`. */
export const itemParameters = { limit, bbox, datetime, territory, cursor };
