import { largestPage } from "../composition/selection.js";
import { isMonth, monthNumber } from "../ground/month.js";
import type { GraphExtent } from "./graph-extent.js";
import type { Level, Question } from "./questions.js";

/** A field's arguments, as the schema coerces them. */
export type Arguments = Readonly<Record<string, unknown>>;

/** How many values a list has at most. */
export type ListSize = (given: Arguments, level: Level, extent: GraphExtent) => number;

export interface FieldWeight {
  /** Microseconds of processor time for each value: to find, check, write, read and merge it. */
  readonly us: number;
  readonly asks?: Question;
  /** Asked for what is below, whatever that is. */
  readonly asksBelow?: Question;
  /** Of a list; 1 without it. */
  readonly size?: ListSize;
  /** How often `us` counts for one value, by what is read for it; 1 without it. */
  readonly reads?: ListSize;
  /** What is below is of a page as long as this argument says. */
  readonly page?: string;
  /** What is below is of the territory that this argument names. */
  readonly territory?: string;
  /** What is below is of each of several territories. */
  readonly isOfTerritories?: true;
}

export const everyLandlord: ListSize = (_given, _level, { landlords }) => landlords;
export const everyLandlordThere: ListSize = (_given, { perTerritory }) => perTerritory;
export const everyTerritory: ListSize = (_given, _level, { territories }) => territories;
export const everyPartner: ListSize = (_given, _level, { partners }) => partners;
/** Of the version in force, the next one, and one more: it is rare that so many are at hand. */
export const everySignature: ListSize = (_given, _level, { landlords, partners }) =>
  3 * (landlords + partners);
export const ofPage: ListSize = (_given, { page }) => page;
export const times = (count: number): ListSize => {
  return () => count;
};

/**
 * Months from `from` to `to`. Where only the beginning is given the end is the clock's, which is not
 * asked here: as many as the field gives at most.
 */
export function ofMonths(usual: number, most: number, each = 1): ListSize {
  return ({ from, to }) => each * Math.min(most, monthsOf(from, to, usual, most));
}

function monthsOf(from: unknown, to: unknown, usual: number, most: number): number {
  if (!isMonth(from)) return usual;
  return isMonth(to) ? Math.max(0, monthNumber(to) - monthNumber(from) + 1) : most;
}

/** A page that is longer than any is refused by whoever answers it. */
export function pageOf(first: unknown): number {
  return typeof first === "number" ? Math.min(largestPage, Math.max(0, first)) : largestPage;
}
