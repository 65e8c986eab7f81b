/** Which way a site's level went between two months. */
export type LevelMove = "ROSE" | "FELL" | "DETERMINED" | "UNDETERMINED" | "ADDED" | "REMOVED";

/** Levels of a site in both months: 1 to 4, 0 for undetermined, null where it was not there. */
export interface BothLevels {
  readonly before: number | null;
  readonly after: number | null;
}

/** The move as the graph tells it: a level that is none is null, and the move says why. */
export interface Movement {
  readonly move: LevelMove;
  readonly from: number | null;
  readonly to: number | null;
}

/** @param levels are not the same. */
export function movementOf({ before, after }: BothLevels): Movement {
  return { move: moveOf(before, after), from: before || null, to: after || null };
}

function moveOf(before: number | null, after: number | null): LevelMove {
  if (before === null) return "ADDED";
  if (after === null) return "REMOVED";
  if (before === 0) return "DETERMINED";
  if (after === 0) return "UNDETERMINED";
  return after > before ? "ROSE" : "FELL";
}
