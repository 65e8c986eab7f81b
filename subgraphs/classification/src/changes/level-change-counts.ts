import { type BothLevels, type Movement, movementOf } from "./level-move.js";

/** Sites of one landlord whose level moved alike. */
export interface ChangeTally extends BothLevels {
  readonly sites: number;
  readonly dwellings: number;
  /** Those of them that have one of both levels by a decision. */
  readonly decided: number;
}

/** The same over all landlords. */
export interface LevelChangeCount extends Movement {
  readonly sites: number;
  readonly dwellings: number;
  readonly decided: number;
}

/** From the highest later level down, then from the highest earlier one. */
export function levelChangeCounts(landlords: readonly (readonly ChangeTally[])[]) {
  const sums = new Map<string, ChangeTally>();
  for (const tally of landlords.flat()) {
    const key = `${tally.before} ${tally.after}`;
    const known = sums.get(key) ?? { ...tally, sites: 0, dwellings: 0, decided: 0 };
    sums.set(key, {
      ...known,
      sites: known.sites + tally.sites,
      dwellings: known.dwellings + tally.dwellings,
      decided: known.decided + tally.decided,
    });
  }
  return [...sums.values()]
    .toSorted(
      (one, other) => rank(other.after) - rank(one.after) || rank(other.before) - rank(one.before),
    )
    .map(
      ({ before, after, sites, dwellings, decided }): LevelChangeCount => ({
        ...movementOf({ before, after }),
        ...{ sites, dwellings, decided },
      }),
    );
}

function rank(level: number | null): number {
  return level ?? -1;
}
