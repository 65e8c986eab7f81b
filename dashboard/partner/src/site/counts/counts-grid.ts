import type { CountStatus, Family } from "../../generated/graphql";

/** What is known of one month and family; withheld is never zero, and neither is a month without an answer. */
export type CountCell =
  | { readonly state: "VALUE"; readonly count: number }
  | { readonly state: "WITHHELD" }
  | { readonly state: "ABSENT" };

/** One entry of `Site.incidentCounts`. */
export interface AnsweredCount {
  readonly month: string | null;
  readonly family: Family | null;
  readonly status: CountStatus | null;
  readonly count: number | null;
}

/** Counts of a site by month and family. */
export interface CountsGrid {
  cell(family: Family, month: string): CountCell;
}

const absent: CountCell = { state: "ABSENT" };

export function countsGrid(answered: readonly AnsweredCount[]): CountsGrid {
  const cells = new Map(
    answered.map((entry) => [`${entry.family} ${entry.month}`, cellOf(entry)] as const),
  );
  return { cell: (family, month) => cells.get(`${family} ${month}`) ?? absent };
}

function cellOf({ status, count }: AnsweredCount): CountCell {
  if (status === null) return absent;
  if (status === "ZERO") return { state: "VALUE", count: 0 };
  // A value that does not come along exists and is not shown.
  if (status === "WITHHELD" || count === null) return { state: "WITHHELD" };
  return { state: "VALUE", count };
}

/** The sum of cells of which none is withheld; a month that is not there adds nothing. */
export function totalOf(cells: readonly CountCell[]): CountCell {
  if (cells.some(({ state }) => state === "WITHHELD")) return { state: "WITHHELD" };
  const counts = cells.flatMap((cell) => (cell.state === "VALUE" ? [cell.count] : []));
  if (counts.length === 0) return absent;
  return { state: "VALUE", count: counts.reduce((sum, count) => sum + count, 0) };
}
