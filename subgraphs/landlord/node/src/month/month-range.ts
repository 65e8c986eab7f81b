import {
  BadUserInputError,
  type Month,
  type MonthNumber,
  type MonthRange,
  monthNumber,
} from "@palier/schema";

/** A field's arguments `from` and `to`, as its description explains them. */
export interface MonthArguments {
  readonly from?: Month | null;
  readonly to?: Month | null;
}

/** How a field reads its arguments. */
export interface RangeRule {
  /** Months of the range when `from` is absent; Infinity for every one. */
  readonly months: number;
  /** Most months that may be asked for; Infinity for any number. */
  readonly atMost: number;
}

/**
 * The part of the range asked for that lies between the first and the last month that is shown. Without
 * `to` it ends at the last of them.
 *
 * @returns null when no such month is asked for.
 * @throws BadUserInputError when more months are asked for than the field gives.
 */
export function requestedRange(
  { months: shown }: { readonly months: readonly MonthNumber[] },
  { from, to }: MonthArguments,
  { months, atMost }: RangeRule,
): MonthRange | null {
  const first = shown[0];
  const last = shown.at(-1);
  if (first === undefined || last === undefined) return null;
  const end = to ? monthNumber(to) : last;
  const start = from ? monthNumber(from) : end - months + 1;
  if (end - start + 1 > atMost) {
    throw new BadUserInputError(`At most ${atMost} months can be asked for at once`);
  }
  const range = { from: Math.max(start, first), to: Math.min(end, last) };
  return range.from > range.to ? null : range;
}
