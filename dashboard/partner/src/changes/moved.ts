import type { CountCell } from "../counts/count-cell";
import type { LevelMove } from "../generated/graphql";

/** Sites that moved alike, as the graph counts them. */
export interface MovedCount {
  readonly move: LevelMove | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly sites: number | null;
  /** How many of them have one of both levels by a decision; only for who may read levels of sites. */
  readonly decided?: number | null;
}

/** What a committee asks of a span of months, in its order. */
export const movements = ["rose", "fell", "entered", "left", "reached4", "left4"] as const;
export type Movement = (typeof movements)[number];

/** Sites of a movement. */
export interface Moved {
  readonly sites: CountCell;
  /** How many of these by a decision; null where that is not told. */
  readonly decided: number | null;
}

export type Movements = Readonly<Record<Movement, Moved>> & {
  /** Without a level in one of the months, or not there: neither up nor down. */
  readonly incomparable: number;
};

type IsMeant = (from: number, to: number) => boolean;

/**
 * Level 4 stands apart from 3: a site that goes from 3 to 4 enters nothing, and reaches 4.
 *
 * @param isWhole False where landlords are missing: there are as many or more, and none is not known to be none.
 */
export function movedOf(counts: readonly MovedCount[], isWhole: boolean): Movements {
  const moved = (isMeant: IsMeant): Moved => {
    const meant = counts.filter(
      ({ from, to }) => from !== null && to !== null && isMeant(from, to),
    );
    const isDecidedTold = meant.every(({ decided }) => decided != null);
    return {
      sites: cellOf(sum(meant, "sites"), isWhole),
      decided: isDecidedTold ? sum(meant, "decided") : null,
    };
  };
  return {
    rose: moved((from, to) => to > from),
    fell: moved((from, to) => to < from),
    entered: moved((from, to) => from < 3 && to >= 3),
    left: moved((from, to) => from >= 3 && to < 3),
    reached4: moved((from, to) => from < 4 && to === 4),
    left4: moved((from, to) => from === 4 && to < 4),
    incomparable: sum(
      counts.filter(({ from, to }) => from === null || to === null),
      "sites",
    ),
  };
}

function sum(counts: readonly MovedCount[], figure: "sites" | "decided"): number {
  return counts.reduce((total, count) => total + (count[figure] ?? 0), 0);
}

function cellOf(count: number, isWhole: boolean): CountCell {
  if (isWhole) return { state: "VALUE", count };
  return count === 0 ? { state: "ABSENT" } : { state: "VALUE", count, isPartial: true };
}
