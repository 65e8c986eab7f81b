import { isTerritoryCode } from "@palier/schema";
import { readDecimal, readInteger } from "../value/decimal.js";
import { readRecorded } from "../value/plain-text.js";
import { misread, type Reading, read } from "../value/reading.js";

/** Something that files tell of a site. */
interface FactRule<Value> {
  /** The names its column may bear in a file of sites, the preferred one first. */
  readonly names: readonly string[];
  /** In the table `site`. */
  readonly column: string;
  readonly type: "text" | "integer" | "float8";
  readonly read: (text: string) => Reading<Value>;
  /** Whether every site has it. */
  readonly isRequired: boolean;
  /** Whether levels, or the totals of territories, rest on it. */
  readonly isCounted: boolean;
  /** Whether it holds from a month on, and what held before stays. */
  readonly isDated: boolean;
}

/** Longest stock that one site is believed to have. */
const mostDwellings = 100_000;

const communePattern = /^[0-9][0-9AB][0-9]{3}$/;

/** All that is known of a site besides its reference, in the order in which problems are told. */
export const siteFacts = {
  name: {
    names: ["name", "nom", "résidence"],
    column: "name",
    type: "text",
    read: (text) => readRecorded("name", text),
    isRequired: true,
    isCounted: false,
    isDated: true,
  },
  commune: {
    names: ["commune", "code commune", "code insee"],
    column: "commune",
    type: "text",
    read: readCommune,
    isRequired: true,
    isCounted: true,
    isDated: true,
  },
  dwellings: {
    names: ["dwellings", "logements", "nombre de logements"],
    column: "dwellings",
    type: "integer",
    read: (text) => readInteger(text, 1, mostDwellings),
    isRequired: true,
    isCounted: true,
    isDated: true,
  },
  address: {
    names: ["address", "adresse"],
    column: "address",
    type: "text",
    read: (text) => readRecorded("address", text),
    isRequired: false,
    isCounted: false,
    isDated: false,
  },
  longitude: {
    names: ["longitude"],
    column: "longitude",
    type: "float8",
    read: (text) => readDegrees(text, 180),
    isRequired: false,
    isCounted: false,
    isDated: false,
  },
  latitude: {
    names: ["latitude"],
    column: "latitude",
    type: "float8",
    read: (text) => readDegrees(text, 90),
    isRequired: false,
    isCounted: false,
    isDated: false,
  },
  priorityDistrict: {
    names: ["priority_district", "quartier prioritaire", "qpv"],
    column: "priority_district",
    type: "text",
    read: readDistrict,
    isRequired: false,
    isCounted: true,
    isDated: true,
  },
} as const satisfies Readonly<Record<string, FactRule<string | number>>>;

export type SiteFact = keyof typeof siteFacts;

// Object.keys has the keys of an object that is written out above, and no others.
export const siteFactNames = Object.keys(siteFacts) as readonly SiteFact[];

type Required<Fact extends SiteFact> = (typeof siteFacts)[Fact]["isRequired"];
type Value<Fact extends SiteFact> = Extract<
  ReturnType<(typeof siteFacts)[Fact]["read"]>,
  { ok: true }
>["value"];

/** What is known of a site. */
export type SiteFacts = {
  readonly [Fact in SiteFact]: Required<Fact> extends true ? Value<Fact> : Value<Fact> | null;
};

/** As a row of a file of sites tells it; a fact that the file has no column for is undefined. */
export type ToldFacts = {
  readonly [Fact in SiteFact]: Required<Fact> extends true
    ? Value<Fact>
    : Value<Fact> | null | undefined;
};

export function ofEachFact<Found>(find: (fact: SiteFact) => Found): Record<SiteFact, Found> {
  const found = siteFactNames.map((fact) => [fact, find(fact)] as const);
  // fromEntries forgets which keys it was given.
  return Object.fromEntries(found) as Record<SiteFact, Found>;
}

/** Whether one of the two that make a place on the map is there without the other. */
export function isHalfLocated(found: Partial<Record<"longitude" | "latitude", unknown>>): boolean {
  return (found.longitude == null) !== (found.latitude == null);
}

function readDistrict(text: string): Reading<string> {
  if (isTerritoryCode(text)) return read(text);
  return misread(
    'the code of a priority district, at most 40 letters, digits and hyphens, e.g. "QN07702M"',
  );
}

/** An INSEE code, Corsica's included. */
function readCommune(text: string): Reading<string> {
  const code = text.toUpperCase();
  if (communePattern.test(code)) return read(code);
  return misread('the INSEE code of the commune, five characters, e.g. "77288" or "2A004"');
}

function readDegrees(text: string, most: number): Reading<number> {
  const reading = readDecimal(text);
  if (!reading.ok || Math.abs(reading.value) <= most) return reading;
  return misread(`degrees from -${most} to ${most}`);
}
