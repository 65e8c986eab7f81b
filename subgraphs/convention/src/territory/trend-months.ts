import {
  BadUserInputError,
  isMonth,
  type Month,
  type MonthNumber,
  monthNumber,
  monthText,
} from "@palier/schema";
import type { PublishedMonths } from "../publication/published-months.js";

/** Months of a trend that names no beginning. */
const usualLength = 36;

/** Each month costs every landlord a contribution. */
const longest = 60;

/** Arguments of `Territory.trend`. */
export interface TrendSpan {
  readonly from?: string | null;
  readonly to?: string | null;
}

/**
 * The published months of a trend, oldest first; by default the 36 that end at `last`.
 *
 * @throws BadUserInputError naming what would be right.
 */
export function trendMonths(published: PublishedMonths, last: Month, span: TrendSpan): Month[] {
  const problems: string[] = [];
  const to = argument("to", span.to, problems) ?? monthNumber(last);
  const from = argument("from", span.from, problems) ?? to - usualLength + 1;
  if (problems.length === 0 && from > to) {
    problems.push(`\`from\` must not come after ${monthText(to)}, where the trend ends`);
  }
  const months = published.between(from, to);
  if (months.length > longest) {
    problems.push(
      `a trend has at most ${longest} months; bring \`from\` and \`to\` closer together`,
    );
  }
  if (problems.length > 0) throw new BadUserInputError(problems.join("; "));
  return months.map(monthText);
}

function argument(
  name: string,
  value: string | null | undefined,
  problems: string[],
): MonthNumber | null {
  if (value === null || value === undefined) return null;
  if (isMonth(value)) return monthNumber(value);
  problems.push(`\`${name}\` must be a month, YYYY-MM, e.g. 2026-10`);
  return null;
}
