import {
  type GateCondition,
  type Grid,
  type Level,
  thresholdFor,
  windowStart,
} from "../grid/grid.js";
import type { MonthNumber } from "../ground/month.js";
import type { Change, Move } from "./count-line.js";
import type { CountTable } from "./count-table.js";
import { shareOf } from "./division.js";
import type { SiteNumbers } from "./site-numbers.js";

/** The level of a site in a month, as one release published it. */
export interface WatchedLevel {
  readonly step: number;
  readonly site: number;
  /** Sites whose counts it rests on. */
  readonly counted: readonly number[];
  readonly month: MonthNumber;
  /** The closed months of its window. */
  readonly window: readonly MonthNumber[];
  /** All that its release knew as closed: what came with a part of a split site follows from them. */
  readonly closedMonths: ReadonlySet<MonthNumber>;
  readonly dwellings: number;
  areGatesWithheld: boolean;
}

/** A level with what the grid sees of its window, counted when first asked for. */
class ObservedLevel {
  readonly month: MonthNumber;
  readonly step: number;
  readonly counted: readonly number[];
  /** Where its tallies begin; -1 until they are asked for. */
  tallies = -1;
  met = 0;
  /** Sites of which it counts a share, since they were split. */
  sharedSites: readonly number[] = [];
  /** Bit n: whether the n-th month before its own counts. */
  private window = 0;

  constructor(
    readonly published: WatchedLevel,
    readonly thresholds: readonly number[],
  ) {
    this.month = published.month;
    this.step = published.step;
    this.counted = published.counted;
    for (const month of published.window) this.window |= 1 << (this.month - month);
  }

  restsOn(change: Change): boolean {
    const back = this.month - change.line.month;
    return (
      back >= 0 &&
      back < 32 &&
      (this.window & (1 << back)) !== 0 &&
      this.knows(change) &&
      this.counted.includes(siteOf(change))
    );
  }

  /** Whether the line of the change held when it was published. */
  knows({ line }: Change): boolean {
    return this.step >= line.from && this.step < line.until;
  }

  /** Whether a change is of a site of which it counts a share. */
  restsOnShareOf(change: Change): boolean {
    return this.knows(change) && this.sharedSites.includes(siteOf(change));
  }
}

/**
 * Knows every level that was ever published and says, by the grid itself, whether readers could tell
 * another table from the true one by them.
 */
export class LevelWatch {
  /** By site and month, the levels that rest on its counts. */
  private readonly bySite = new Map<number, Map<MonthNumber, ObservedLevel[]>>();
  /** By a site that was split, the levels that count a share of it. */
  private readonly bySharedSite = new Map<number, ObservedLevel[]>();
  private countsSitesTogether = false;
  private readonly conditions: readonly GateCondition[];
  /** Distinct sets of families, by position. */
  private readonly sets: readonly (readonly number[])[];
  /** By family, the sets that hold it. */
  private readonly setsOf: readonly (readonly number[])[];
  /** For each gate its level, and which tally each of its conditions looks at. */
  private readonly gates: readonly { readonly level: Level; readonly tallies: readonly number[] }[];
  private readonly thresholds = new Map<number, readonly number[]>();
  private readonly changed: Int32Array;
  /** Of all levels: incidents of each set of families, then months with at least one. */
  private tallies = new Int32Array(4_096);
  private tallied = 0;
  /** By the bits of those that are met. */
  private readonly gateLists = new Map<number, readonly boolean[]>();

  constructor(
    readonly grid: Grid,
    families: readonly string[],
    private readonly counts: CountTable,
    private readonly sites: Pick<SiteNumbers, "divisionOf" | "divisionsBehind">,
  ) {
    this.conditions = grid.gates.flatMap(({ conditions }) => conditions);
    const keys = [...new Set(this.conditions.map(setKey))];
    // A family that is not counted has no incidents.
    this.sets = keys.map((key) =>
      key
        .split(",")
        .map((family) => families.indexOf(family))
        .filter((family) => family >= 0),
    );
    this.setsOf = families.map((_, family) =>
      this.sets.flatMap((set, position) => (set.includes(family) ? [position] : [])),
    );
    this.gates = grid.gates.map(({ level, conditions }) => ({
      level,
      tallies: conditions.map(
        (condition) =>
          keys.indexOf(setKey(condition)) + (condition.measure === "MONTHS" ? keys.length : 0),
      ),
    }));
    this.changed = new Int32Array(2 * keys.length);
  }

  /** Families that some condition counts together with this one, itself included. */
  relatedFamilies(family: number): readonly number[] {
    return [...new Set((this.setsOf[family] ?? []).flatMap((set) => this.sets[set] ?? []))];
  }

  add(level: WatchedLevel): void {
    const observed = new ObservedLevel(level, this.thresholdsOf(level.dwellings));
    if (level.counted.length > 1) this.countsSitesTogether = true;
    for (const site of level.counted) {
      const months = this.bySite.get(site) ?? new Map<MonthNumber, ObservedLevel[]>();
      this.bySite.set(site, months);
      const known = months.get(level.month);
      if (known === undefined) months.set(level.month, [observed]);
      else known.push(observed);
    }
    const first = windowStart(this.grid, level.month);
    observed.sharedSites = level.counted
      .flatMap((site) => this.sites.divisionsBehind(site, first))
      .flatMap(({ of }) => of);
    if (observed.sharedSites.length > 0) this.countsSitesTogether = true;
    for (const site of observed.sharedSites) {
      const known = this.bySharedSite.get(site);
      if (known === undefined) this.bySharedSite.set(site, [observed]);
      else known.push(observed);
    }
  }

  /** Which gates of a level are met, in the grid's order. */
  gatesMet({
    site,
    month,
    step,
  }: Pick<WatchedLevel, "site" | "month" | "step">): readonly boolean[] {
    const level = this.bySite
      .get(site)
      ?.get(month)
      ?.find((known) => known.step === step);
    if (level === undefined) throw new Error("A level is asked for that was not published");
    this.talliesOf(level);
    const known = this.gateLists.get(level.met);
    if (known !== undefined) return known;
    const found = this.gates.map((_, gate) => (level.met & (1 << gate)) !== 0);
    this.gateLists.set(level.met, found);
    return found;
  }

  /** Where the tallies of the level begin. */
  private talliesOf(level: ObservedLevel): number {
    if (level.tallies >= 0) return level.tallies;
    const { sets } = this;
    const start = this.tallied;
    this.tallied += this.changed.length;
    if (this.tallied > this.tallies.length) {
      const larger = new Int32Array(2 * this.tallies.length);
      larger.set(this.tallies);
      this.tallies = larger;
    }
    const { tallies } = this;
    for (const month of level.published.window) {
      for (let set = 0; set < sets.length; set += 1) {
        const incidents = this.sumOf(sets[set] ?? [], level, month);
        if (incidents === 0) continue;
        (tallies[start + set] as number) += incidents;
        (tallies[start + sets.length + set] as number) += 1;
      }
    }
    level.tallies = start;
    level.met = this.metBy(tallies, start, level.thresholds);
    return start;
  }

  /** Whether every level and gate that readers were shown stays what it is. */
  keeps(move: Move): boolean {
    for (const change of move) {
      if (!this.isCounted(change)) continue;
      for (const level of this.bySharedSite.get(siteOf(change)) ?? none) {
        const met = this.metAfter(level, move);
        if (!this.agrees(level, met, level.published.areGatesWithheld)) return false;
      }
      const months = this.bySite.get(siteOf(change));
      if (months === undefined) continue;
      for (let ahead = 0; ahead < this.grid.windowMonths; ahead += 1) {
        for (const level of months.get(change.line.month + ahead) ?? none) {
          const met = this.metAfter(level, move);
          if (!this.agrees(level, met, level.published.areGatesWithheld)) return false;
        }
      }
    }
    return true;
  }

  /** Whether changes at different sites cannot add up in any level. */
  countsApart([one, ...others]: Move): boolean {
    if (this.countsSitesTogether || one === undefined) return false;
    const site = siteOf(one);
    return others.length < 2 && others.every((other) => siteOf(other) !== site);
  }

  private isCounted({ line }: Change): boolean {
    return (this.setsOf[line.content.family] ?? []).length > 0;
  }

  /** Levels that may rest on a cell. */
  private levelsOn(change: Change): ObservedLevel[] {
    const found = [...(this.bySharedSite.get(siteOf(change)) ?? none)];
    const months = this.bySite.get(siteOf(change));
    for (let ahead = 0; ahead < this.grid.windowMonths; ahead += 1) {
      for (const level of months?.get(change.line.month + ahead) ?? none) found.push(level);
    }
    return found;
  }

  /**
   * The levels whose gates tell the move from the truth while the levels themselves do not.
   *
   * @returns Null where a level does, or gates published before `step`.
   */
  toldByGatesAlone(move: Move, step: number): WatchedLevel[] | null {
    const found = new Set<WatchedLevel>();
    for (const change of move) {
      for (const level of this.levelsOn(change)) {
        const met = this.metAfter(level, move);
        if (this.agrees(level, met, level.published.areGatesWithheld)) continue;
        if (level.step < step || !this.agrees(level, met, true)) return null;
        found.add(level.published);
      }
    }
    return [...found];
  }

  private agrees({ met }: ObservedLevel, otherMet: number, isLevelOnly: boolean): boolean {
    if (met === otherMet) return true;
    return isLevelOnly && this.levelOf(met) === this.levelOf(otherMet);
  }

  private levelOf(met: number): Level {
    return this.gates.find((_, gate) => (met & (1 << gate)) !== 0)?.level ?? 1;
  }

  /** Which gates would be met after the move. */
  private metAfter(level: ObservedLevel, move: Move): number {
    const { changed } = this;
    const start = this.talliesOf(level);
    if (level.sharedSites.length > 0 && move.some((change) => level.restsOnShareOf(change))) {
      return this.metAnew(level, move);
    }
    let isTouched = false;
    for (const change of move) {
      if (!level.restsOn(change)) continue;
      if (!isTouched) {
        for (let at = 0; at < changed.length; at += 1) changed[at] = this.tallies[start + at] ?? 0;
      }
      isTouched = true;
      for (const set of this.setsOf[change.line.content.family] ?? []) {
        (changed[set] as number) += change.by;
        (changed[this.sets.length + set] as number) += this.monthsGained(level, move, change, set);
      }
    }
    return isTouched ? this.metBy(changed, 0, level.thresholds) : level.met;
  }

  /** The same where a change is of a site of which the level counts a share: that is divided anew. */
  private metAnew(level: ObservedLevel, move: Move): number {
    const { changed, sets } = this;
    changed.fill(0);
    for (const month of level.published.window) {
      sets.forEach((set, position) => {
        let sum = 0;
        for (const site of level.counted) {
          for (const family of set) sum += this.countAfter(level, move, site, month, family);
        }
        (changed[position] as number) += sum;
        (changed[sets.length + position] as number) += Number(sum > 0);
      });
    }
    return this.metBy(changed, 0, level.thresholds);
  }

  private countAfter(
    level: ObservedLevel,
    move: Move,
    site: number,
    month: MonthNumber,
    family: number,
  ): number {
    const division = this.sites.divisionOf(site, month);
    if (division !== null) {
      return shareOf(division, month, level.published.closedMonths, (of, earlier) =>
        this.countAfter(level, move, of, earlier, family),
      );
    }
    let count = this.counts.at(site, month, family, level.step);
    for (const change of move) {
      const { content } = change.line;
      if (content.month !== month || content.family !== family) continue;
      if (siteOf(change) === site && level.knows(change)) count += change.by;
    }
    return count;
  }

  /** Whether the month of a change becomes one with incidents of the set, or one without. */
  private monthsGained(level: ObservedLevel, move: Move, change: Change, set: number): number {
    const { line, cell, by } = change;
    if (move.length === 1) {
      const count = line.count(cell);
      if (by > 0 ? count > 0 : count + by > 0) return 0;
    }
    const alike = move.filter(
      (other) =>
        other.line.month === line.month &&
        (this.sets[set] ?? []).includes(other.line.content.family) &&
        level.restsOn(other),
    );
    // A month is counted once, however many changes are of it.
    if (alike[0] !== change) return 0;
    const before = this.sumOf(this.sets[set] ?? [], level, line.month);
    const after = alike.reduce((sum, other) => sum + other.by, before);
    return Number(after > 0) - Number(before > 0);
  }

  private sumOf(
    set: readonly number[],
    level: Pick<WatchedLevel, "counted" | "step">,
    month: MonthNumber,
  ): number {
    let sum = 0;
    for (const site of level.counted) {
      for (const family of set) sum += this.counts.at(site, month, family, level.step);
    }
    return sum;
  }

  private metBy(tallies: Int32Array, start: number, thresholds: readonly number[]): number {
    let met = 0;
    let condition = 0;
    for (let gate = 0; gate < this.gates.length; gate += 1) {
      let isMet = true;
      for (const tally of this.gates[gate]?.tallies ?? []) {
        if ((tallies[start + tally] as number) < (thresholds[condition] as number)) isMet = false;
        condition += 1;
      }
      if (isMet) met |= 1 << gate;
    }
    return met;
  }

  private thresholdsOf(dwellings: number): readonly number[] {
    const known = this.thresholds.get(dwellings);
    if (known !== undefined) return known;
    const found = this.conditions.map(({ atLeast }) => thresholdFor(atLeast, dwellings));
    this.thresholds.set(dwellings, found);
    return found;
  }
}

const none: readonly ObservedLevel[] = [];

function siteOf({ line, cell }: Change): number {
  return line.content.sites[cell] as number;
}

/** The same for conditions that count the same families. */
function setKey({ families }: GateCondition): string {
  return [...families].sort().join();
}
