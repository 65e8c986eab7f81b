import { type GateCondition, type Grid, type Level, thresholdFor } from "./grid.js";

/**
 * Rolls the window over one site's months and reads the computed level off it. One instance
 * serves site after site: `begin`, then `add` month after month.
 */
export class WindowCounter {
  private readonly conditions: readonly GateCondition[];
  /** Conditions count few distinct sets of families: each set is counted once, by position. */
  private readonly sets: readonly (readonly number[])[];
  /** For each gate its level, and which tally each of its conditions looks at. */
  private readonly gates: readonly { readonly level: Level; readonly tallies: readonly number[] }[];
  /** Incidents of each set in the window, then months of the window with at least one. */
  private readonly tallies: Int32Array;
  /** Incidents of each set in each month of the window, a ring. */
  private readonly ring: Int32Array;
  private slot = 0;
  private readonly thresholds: Int32Array;
  private thresholdDwellings = -1;

  /** @param families Order of the families in a row of counts. */
  constructor(
    private readonly grid: Grid,
    families: readonly string[],
  ) {
    this.conditions = grid.gates.flatMap(({ conditions }) => conditions);
    const keys = [...new Set(this.conditions.map(setKey))];
    this.sets = keys.map((key) => key.split(",").map((family) => families.indexOf(family)));
    this.gates = grid.gates.map(({ level, conditions }) => ({
      level,
      tallies: conditions.map(
        (condition) =>
          keys.indexOf(setKey(condition)) + (condition.measure === "MONTHS" ? keys.length : 0),
      ),
    }));
    this.tallies = new Int32Array(2 * keys.length);
    this.ring = new Int32Array(grid.windowMonths * keys.length);
    this.thresholds = new Int32Array(this.conditions.length);
  }

  begin(dwellings: number): void {
    this.tallies.fill(0);
    this.ring.fill(0);
    this.slot = 0;
    this.resize(dwellings);
  }

  /** The thresholds are those of so many dwellings from here on. */
  resize(dwellings: number): void {
    if (dwellings === this.thresholdDwellings) return;
    this.thresholdDwellings = dwellings;
    this.conditions.forEach(({ atLeast }, index) => {
      this.thresholds[index] = thresholdFor(atLeast, dwellings);
    });
  }

  /**
   * Takes in the next month; the oldest one leaves the window.
   *
   * @param counts Incidents of each family from `offset` on; null for an open month.
   */
  add(counts: Uint32Array | null, offset: number): void {
    const { ring, sets, tallies } = this;
    const base = this.slot * sets.length;
    this.slot = (this.slot + 1) % this.grid.windowMonths;
    for (let set = 0; set < sets.length; set += 1) {
      const leaving = ring[base + set] as number;
      let entering = 0;
      if (counts !== null) {
        for (const family of sets[set] as readonly number[]) {
          entering += counts[offset + family] as number;
        }
      }
      if (leaving === 0 && entering === 0) continue;
      ring[base + set] = entering;
      (tallies[set] as number) += entering - leaving;
      (tallies[sets.length + set] as number) += (entering > 0 ? 1 : 0) - (leaving > 0 ? 1 : 0);
    }
  }

  computedLevel(): Level {
    let index = 0;
    for (const { level, tallies } of this.gates) {
      let isMet = true;
      for (const tally of tallies) {
        if ((this.tallies[tally] as number) < (this.thresholds[index] as number)) isMet = false;
        index += 1;
      }
      if (isMet) return level;
    }
    return 1;
  }
}

/** The same for conditions that count the same families. */
function setKey({ families }: GateCondition): string {
  return [...families].sort().join();
}
