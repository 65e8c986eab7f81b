import { type MonthNumber, monthText } from "../ground/month.js";
import { type Level, levels } from "./grid.js";

/** A landlord's reasoned, expiring override: it stands beside the computed level, never in its place. */
export interface Decision {
  readonly level: Level;
  /** First month it covers. */
  readonly fromMonth: MonthNumber;
  /** Last month it covers. */
  readonly untilMonth: MonthNumber;
}

/** Months a decision may cover, the first one included. */
export const longestDecisionMonths = 6;

/** What is wrong with a decision; empty when nothing is. */
export function decisionProblems({ level, fromMonth, untilMonth }: Decision): string[] {
  const problems: string[] = [];
  if (!levels.includes(level)) problems.push("the level of a decision must be 1, 2, 3 or 4");
  if (untilMonth < fromMonth) {
    problems.push(
      `a decision cannot end (${monthText(untilMonth)}) before it begins (${monthText(fromMonth)})`,
    );
  }
  const last = fromMonth + longestDecisionMonths - 1;
  if (untilMonth > last) {
    problems.push(
      `a decision covers ${longestDecisionMonths} months at most; from ${monthText(fromMonth)} it may last until ${monthText(last)}`,
    );
  }
  return problems;
}

/** @param decisions In the order in which they were taken: the last one that covers the month holds. */
export function decisionInForce<D extends Decision>(
  decisions: readonly D[],
  month: MonthNumber,
): D | null {
  return (
    decisions.findLast(({ fromMonth, untilMonth }) => fromMonth <= month && month <= untilMonth) ??
    null
  );
}
