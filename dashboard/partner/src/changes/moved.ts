import type { LevelMove } from "../generated/graphql";

/** Sites that moved alike, as the graph counts them. */
export interface MovedCount {
  readonly move: LevelMove | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly sites: number | null;
}

/** What a committee asks of a span of months, in its order. */
export const movements = ["rose", "fell", "entered", "left", "reached4", "left4"] as const;
export type Movement = (typeof movements)[number];

export type Moved = Readonly<Record<Movement, number>> & {
  /** Without a level in one of the months, or not there: neither up nor down. */
  readonly incomparable: number;
};

/** Level 4 stands apart from 3: a site that goes from 3 to 4 enters nothing, and reaches 4. */
export function movedOf(counts: readonly MovedCount[]): Moved {
  const sum = (isMeant: (from: number, to: number) => boolean) =>
    counts.reduce(
      (total, { from, to, sites }) =>
        from !== null && to !== null && isMeant(from, to) ? total + (sites ?? 0) : total,
      0,
    );
  return {
    rose: sum((from, to) => to > from),
    fell: sum((from, to) => to < from),
    entered: sum((from, to) => from < 3 && to >= 3),
    left: sum((from, to) => from >= 3 && to < 3),
    reached4: sum((from, to) => from < 4 && to === 4),
    left4: sum((from, to) => from === 4 && to < 4),
    incomparable: counts.reduce(
      (total, { from, to, sites }) => (from === null || to === null ? total + (sites ?? 0) : total),
      0,
    ),
  };
}
