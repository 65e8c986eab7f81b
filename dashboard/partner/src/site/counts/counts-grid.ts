import { type AnsweredNumber, type CountCell, cellOf } from "../../counts/count-cell";
import type { Family } from "../../generated/graphql";

/** One entry of `Site.incidentCounts`. */
export interface AnsweredCount extends AnsweredNumber {
  readonly month: string | null;
  readonly family: Family | null;
}

/** Counts of a site by month and family. */
export interface CountsGrid {
  cell(family: Family, month: string): CountCell;
}

export function countsGrid(answered: readonly AnsweredCount[]): CountsGrid {
  const cells = new Map(
    answered.map((entry) => [`${entry.family} ${entry.month}`, cellOf(entry)] as const),
  );
  return { cell: (family, month) => cells.get(`${family} ${month}`) ?? { state: "ABSENT" } };
}
