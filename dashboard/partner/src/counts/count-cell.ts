import type { CountStatus } from "../generated/graphql";

/**
 * What is known of a number of incidents, or of a rate; withheld is never zero, and neither is what is not known.
 * Of a partial one something is missing: there are as many, or more, and never none: that says nothing.
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
const withheld: CountCell = { state: "WITHHELD" };

export function cellOf(answered: AnsweredNumber | null | undefined): CountCell {
  if (answered?.status == null) return absent;
  const { status, count, isPartial } = answered;
  // A value that does not come along exists and is not shown.
  if (status === "WITHHELD" || (status === "VALUE" && count === null)) return withheld;
  return shownOf(status === "ZERO" ? 0 : (count ?? 0), isPartial === true);
}

/** None, as far as it is known, is not known to be none. */
function shownOf(count: number, isPartial: boolean): CountCell {
  if (!isPartial) return { state: "VALUE", count };
  return count === 0 ? absent : { state: "VALUE", count, isPartial };
}

/**
 * The sum of what is shown. It is partial where something is not; and nothing shown beside something withheld is no zero,
 * but withheld, as beside something that is not known it is not known.
 */
export function totalOf(cells: readonly CountCell[]): CountCell {
  const shown = cells.flatMap((cell) => (cell.state === "VALUE" ? [cell] : []));
  const count = shown.reduce((sum, cell) => sum + cell.count, 0);
  if (count === 0 && cells.some(({ state }) => state === "WITHHELD")) return withheld;
  if (shown.length === 0) return absent;
  return shownOf(count, shown.length < cells.length || shown.some((cell) => cell.isPartial));
}

/**
 * The rate of a number, which is in the number's state: at least as high where there are as many or more.
 *
 * @param perThousand for a thousand dwellings; null where there are none, or it is not told.
 */
export function rateOf(cell: CountCell, perThousand: number | null): CountCell {
  if (cell.state !== "VALUE") return cell;
  return perThousand === null ? absent : { ...cell, count: perThousand };
}

/** Null where there are no dwellings, or nobody knows how many. */
export function perThousandOf(cell: CountCell, dwellings: number | null): number | null {
  const isRated = cell.state === "VALUE" && dwellings !== null && dwellings > 0;
  return isRated ? (cell.count * 1000) / dwellings : null;
}

/** Of fewer a share says less than it seems to: one more than one is twice as many. */
const leastForShare = 20;

/** How two years differ, or why that is not told. */
export type Difference =
  | {
      readonly state: "VALUE";
      readonly count: number;
      /** 0.1 is a tenth more; null where there were too few before. */
      readonly share: number | null;
    }
  /** One of both numbers is not shown. */
  | { readonly state: "WITHHELD" }
  /** Of one of both a part is missing: more may be in it than the difference. */
  | { readonly state: "PARTIAL" }
  /** One of both is not known. */
  | { readonly state: "ABSENT" };

export function differenceOf(before: CountCell, now: CountCell): Difference {
  const states = [before.state, now.state];
  if (states.includes("ABSENT")) return { state: "ABSENT" };
  if (states.includes("WITHHELD")) return { state: "WITHHELD" };
  if (!isKnownWhole(before) || !isKnownWhole(now)) return { state: "PARTIAL" };
  const share = before.count < leastForShare ? null : now.count / before.count - 1;
  return { state: "VALUE", count: now.count - before.count, share };
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
