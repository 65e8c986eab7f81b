import {
  BadUserInputError,
  isMonth,
  type Month,
  type MonthNumber,
  monthNumber,
  monthText,
} from "@palier/schema";
import type { PublishedMonths } from "../publication/published-months.js";

/** How many months a list has. */
export interface TrendLength {
  /** Where it names no beginning. */
  readonly usual: number;
  /** Each month costs every landlord a contribution. */
  readonly longest: number;
}

const ofLevels: TrendLength = { usual: 36, longest: 60 };

/** What `Site.incidentCounts` has as well. */
export const ofIncidents: TrendLength = { usual: 12, longest: 36 };

/** Arguments of `Territory.trend` and `Territory.incidentCounts`. */
export interface TrendSpan {
  readonly from?: string | null;
  readonly to?: string | null;
}

/**
 * The published months of a trend, oldest first; by default as many as usual that end at `last`.
 *
 * @throws BadUserInputError naming what would be right.
 */
export function trendMonths(
  published: PublishedMonths,
  last: Month,
  span: TrendSpan,
  { usual, longest }: TrendLength = ofLevels,
): Month[] {
  const problems: string[] = [];
  const to = argument("to", span.to, problems) ?? monthNumber(last);
  const from = argument("from", span.from, problems) ?? to - usual + 1;
  if (problems.length === 0 && from > to) {
    problems.push(`\`from\` must not come after ${monthText(to)}, where it ends`);
  }
  const months = published.between(from, to);
  if (months.length > longest) {
    problems.push(`there are at most ${longest} months; bring \`from\` and \`to\` closer together`);
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
