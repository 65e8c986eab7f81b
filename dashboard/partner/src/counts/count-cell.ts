import type { CountStatus } from "../generated/graphql";

/**
 * What is known of a number of incidents; withheld is never zero, and neither is what is not recorded.
 * Of a partial one something is missing: there are as many, or more.
 */
export type CountCell =
  | { readonly state: "VALUE"; readonly count: number; readonly isPartial?: true }
  | { readonly state: "WITHHELD" }
  | { readonly state: "ABSENT" };

/** As the graph tells it. */
export interface AnsweredNumber {
  readonly status: CountStatus | null;
  readonly count: number | null;
  readonly isPartial?: boolean | null;
}

const absent: CountCell = { state: "ABSENT" };

export function cellOf(answered: AnsweredNumber | null | undefined): CountCell {
  if (answered?.status == null) return absent;
  const { status, count, isPartial } = answered;
  const known = isPartial === true ? { isPartial } : {};
  if (status === "ZERO") return { state: "VALUE", count: 0, ...known };
  // A value that does not come along exists and is not shown.
  if (status === "WITHHELD" || count === null) return { state: "WITHHELD" };
  return { state: "VALUE", count, ...known };
}

/**
 * The sum of what is shown. It is partial where something is not; and nothing shown beside something withheld is no zero,
 * but withheld.
 */
export function totalOf(cells: readonly CountCell[]): CountCell {
  const shown = cells.flatMap((cell) => (cell.state === "VALUE" ? [cell] : []));
  const hasWithheld = cells.some(({ state }) => state === "WITHHELD");
  if (shown.length === 0) return hasWithheld ? { state: "WITHHELD" } : absent;
  const count = shown.reduce((sum, cell) => sum + cell.count, 0);
  const isPartial = shown.length < cells.length || shown.some((cell) => cell.isPartial);
  if (hasWithheld && count === 0) return { state: "WITHHELD" };
  return isPartial ? { state: "VALUE", count, isPartial } : { state: "VALUE", count };
}

/** Of fewer a share says less than it seems to: one more than one is twice as many. */
const leastForShare = 20;

/** How two years differ that are known whole. */
export interface Difference {
  readonly count: number;
  /** 0.1 is a tenth more; null where there were too few before. */
  readonly share: number | null;
}

/** Null where they cannot be compared. */
export function differenceOf(before: CountCell, now: CountCell): Difference | null {
  if (!isKnownWhole(before) || !isKnownWhole(now)) return null;
  const share = before.count < leastForShare ? null : now.count / before.count - 1;
  return { count: now.count - before.count, share };
}

function isKnownWhole(cell: CountCell): cell is Extract<CountCell, { state: "VALUE" }> {
  return cell.state === "VALUE" && cell.isPartial !== true;
}

/**
 * Whether fewer were recorded than chance explains: by a third at least, and by more than three times
 * the spread of a difference of two such counts (Poisson). Less happening looks the same as less told.
 */
export function isUnusualFall(before: CountCell, now: CountCell): boolean {
  if (!isKnownWhole(before) || !isKnownWhole(now)) return false;
  const fall = before.count - now.count;
  return fall >= before.count / 3 && fall > 3 * Math.sqrt(before.count + now.count);
}
