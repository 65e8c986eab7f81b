import { type CountStatus, landlordTypeNames, nomenclature1 } from "@palier/schema";
import { isRecord } from "@palier/service";
import { isCount, listOf, onlyOfEachType, type TypeIndex } from "../border/guards.js";
import { readExpected } from "../contribution/expected.js";
import { type Absence, absenceOf, type Expected } from "../contribution/landlord-answer.js";

/** Months that a sum is over: the month itself, the twelve that end there, and the twelve before. */
export const monthsOfSpan = { MONTH: 1, YEAR: 12, YEAR_BEFORE: 12 } as const;

export type CountSpan = keyof typeof monthsOfSpan;

/** Of every version of the nomenclature. */
export const families = nomenclature1.families.map(({ code }) => code);

/** Incidents of one family at one landlord's sites. */
export interface LandlordSum {
  /** Null where nothing is known, which is not that something is withheld. */
  readonly status: CountStatus | null;
  /** Null where it is withheld, or not known. */
  readonly count: number | null;
  /** Whether something is missing in it. */
  readonly isPartial: boolean;
  /** Months that it rests on. */
  readonly months: number;
}

/** By span and family. */
export type LandlordSums = (span: CountSpan, family: string) => LandlordSum;

/** What one expected landlord brings to a territory's incidents, or why it brings nothing. */
export type CountAnswer = { readonly expected: Expected } & (
  | { readonly status: "ANSWERED"; readonly dwellings: number; readonly sums: LandlordSums }
  | { readonly status: Absence }
);

/**
 * What each expected landlord brings, in the convention's order. An answer is the landlord's whose
 * type it bears.
 *
 * @param representation Key and required fields of a `MonthIncidents`, as the gateway sends them.
 * @throws Error when the convention's part of it is not what the contract says.
 */
export function readCounts(representation: unknown): readonly CountAnswer[] {
  if (!isRecord(representation) || !Array.isArray(representation.contributions)) {
    throw new Error("A representation without contributions");
  }
  const given = onlyOfEachType(representation.contributions);
  return readExpected(representation.expected).map((expected) => readAnswer(expected, given));
}

function readAnswer(expected: Expected, given: TypeIndex): CountAnswer {
  const answer = given.get(landlordTypeNames(expected.landlord).countContribution);
  if (answer === undefined) return { expected, status: "NO_ANSWER" };
  if (answer?.id !== expected.contribution) return { expected, status: "INVALID_ANSWER" };
  const { status, dwellings } = answer;
  if (status !== "ANSWERED") return { expected, status: absenceOf(status) };
  const sums = readSums(answer.counts);
  if (!isCount(dwellings) || sums === null) return { expected, status: "INVALID_ANSWER" };
  if (dwellings > expected.most) return { expected, status: "ABOVE_DECLARED" };
  return { expected, status, dwellings, sums };
}

/** Null unless there is one sum for every family and span. */
function readSums(value: unknown): LandlordSums | null {
  const tallies = listOf(value, readTally);
  if (tallies === null) return null;
  const byKey = new Map(tallies.map(({ span, family, sum }) => [`${span} ${family}`, sum]));
  const keys = Object.keys(monthsOfSpan).flatMap((span) => families.map((one) => `${span} ${one}`));
  if (byKey.size < tallies.length || byKey.size !== keys.length) return null;
  if (!keys.every((key) => byKey.has(key))) return null;
  // Every key is there.
  const sums: LandlordSums = (span, family) => byKey.get(`${span} ${family}`) as LandlordSum;
  return families.every((family) => holds(sums("MONTH", family), sums("YEAR", family)))
    ? sums
    : null;
}

/** A year has at least what is shown of its last month, and is not whole without that month. */
function holds(month: LandlordSum, year: LandlordSum): boolean {
  return (month.count ?? 0) <= (year.count ?? 0) && (year.isPartial || !month.isPartial);
}

function readTally(value: unknown) {
  if (!isRecord(value)) return null;
  // Some gateways leave out what is null.
  const { family, span, count = null, isPartial, months } = value;
  // Nodes of before call a number withheld that is not known, since no month of it is.
  const status = months === 0 && value.status === "WITHHELD" ? null : (value.status ?? null);
  if (typeof family !== "string" || !isSpan(span) || !isCount(months)) return null;
  const shown = readShown(status, count);
  if (shown === null || typeof isPartial !== "boolean" || months > monthsOfSpan[span]) return null;
  // A zero of which a part is missing is none, and of no month at all there is nothing to tell.
  if (shown.status === "ZERO" && isPartial) return null;
  if (shown.count === null && !isPartial) return null;
  if (months === 0 && shown.status !== null) return null;
  return { family, span, sum: { ...shown, isPartial, months } };
}

/** Null unless both say the same. */
function readShown(status: unknown, count: unknown): Pick<LandlordSum, "status" | "count"> | null {
  if (status !== null && !isStatus(status)) return null;
  if (status === null || status === "WITHHELD") return count === null ? { status, count } : null;
  return isCount(count) && (status === "ZERO") === (count === 0) ? { status, count } : null;
}

function isStatus(value: unknown): value is CountStatus {
  return value === "VALUE" || value === "ZERO" || value === "WITHHELD";
}

function isSpan(value: unknown): value is CountSpan {
  return typeof value === "string" && Object.hasOwn(monthsOfSpan, value);
}
