import type { MonthNumber } from "../ground/month.js";
import { ClosedMonths } from "./closed-months.js";
import {
  type GateCondition,
  type GateMeasure,
  type Grid,
  type Level,
  thresholdFor,
} from "./grid.js";

/** Incidents of one family at a site in one month. */
export interface FamilyCount {
  readonly month: MonthNumber;
  /** Code of a family. */
  readonly family: string;
  readonly incidents: number;
}

/** What is known of one site. */
export interface SiteHistory {
  readonly dwellings: number;
  /** In any order; the same month and family may come several times. Open months do not count. */
  readonly incidents: readonly FamilyCount[];
  readonly closedMonths: readonly MonthNumber[];
}

/** A gate of the grid, with what was observed. */
export interface GateReason {
  readonly level: Level;
  /** Whether every condition is met. */
  readonly met: boolean;
  readonly conditions: readonly ConditionReason[];
}

export interface ConditionReason {
  readonly families: readonly string[];
  readonly measure: GateMeasure;
  readonly threshold: number;
  readonly observed: number;
  readonly met: boolean;
}

/**
 * Why a site has its computed level in a month: every gate of the grid, the highest level first.
 * Counts outside the window of the month may be left out. A history is gone through once, however
 * many of its months are asked for: it must not change.
 *
 * @returns No gates where the month has no level.
 */
export function reasonsAt(history: SiteHistory, month: MonthNumber, grid: Grid): GateReason[] {
  const known = siteReasons.get(history);
  if (known?.grid === grid) return known.at(month);
  const reasons = new SiteReasons(history, grid);
  siteReasons.set(history, reasons);
  return reasons.at(month);
}

/** Kept for as long as the history itself. */
const siteReasons = new WeakMap<SiteHistory, SiteReasons>();

/**
 * The reasons of a month that has a level, from what was observed in it.
 *
 * @param observed in the order of the grid's conditions, gate by gate; absent ones are 0.
 */
export function reasonsFrom(
  observed: readonly number[],
  dwellings: number,
  { gates }: Grid,
): GateReason[] {
  let place = 0;
  return gates.map(({ level, conditions }) => {
    const reasons = conditions.map((condition) => {
      const reason = reasonOf(
        condition,
        thresholdFor(condition.atLeast, dwellings),
        observed[place] ?? 0,
      );
      place += 1;
      return reason;
    });
    return { level, met: reasons.every(({ met }) => met), conditions: reasons };
  });
}

function reasonOf(
  { families, measure }: GateCondition,
  threshold: number,
  observed: number,
): ConditionReason {
  return { families, measure, threshold, observed, met: observed >= threshold };
}

/** The reasons of all of a site's months; each takes a step a condition of the grid. */
class SiteReasons {
  private readonly closed: ClosedMonths;
  /** How many closed months there are up to each of them, itself included. */
  private readonly ranks: ReadonlyMap<MonthNumber, number>;
  private readonly gates: readonly {
    readonly level: Level;
    readonly conditions: readonly ObservedCondition[];
  }[];

  constructor(
    { dwellings, incidents, closedMonths }: SiteHistory,
    readonly grid: Grid,
  ) {
    this.closed = new ClosedMonths(closedMonths, grid);
    const { months } = this.closed;
    this.ranks = new Map(months.map((month, index) => [month, index + 1]));
    const counts = countsByFamily(incidents);
    this.gates = grid.gates.map(({ level, conditions }) => ({
      level,
      conditions: conditions.map((condition) => ({
        condition,
        threshold: thresholdFor(condition.atLeast, dwellings),
        sums: runningSums(condition, counts, months),
      })),
    }));
  }

  at(month: MonthNumber): GateReason[] {
    if (!this.closed.isClassified(month)) return [];
    const last = this.ranks.get(month) ?? 0;
    const before = last - this.closed.countInWindow(month);
    return this.gates.map(({ level, conditions }) => {
      const reasons = conditions.map(({ condition, threshold, sums }) =>
        reasonOf(condition, threshold, (sums[last] ?? 0) - (sums[before] ?? 0)),
      );
      return { level, met: reasons.every(({ met }) => met), conditions: reasons };
    });
  }
}

interface ObservedCondition {
  readonly condition: GateCondition;
  readonly threshold: number;
  /** What is observed in none of the closed months, in the first, in the first two, and so on. */
  readonly sums: readonly number[];
}

/** Family → month → incidents. */
type FamilyCounts = ReadonlyMap<string, ReadonlyMap<MonthNumber, number>>;

function countsByFamily(counts: readonly FamilyCount[]): FamilyCounts {
  const families = new Map<string, Map<MonthNumber, number>>();
  for (const { family, month, incidents } of counts) {
    if (incidents <= 0) continue;
    const months = families.get(family) ?? new Map<MonthNumber, number>();
    months.set(month, (months.get(month) ?? 0) + incidents);
    families.set(family, months);
  }
  return families;
}

function runningSums(
  { families, measure }: GateCondition,
  counts: FamilyCounts,
  months: readonly MonthNumber[],
): number[] {
  const counted = [...new Set(families)].flatMap((family) => counts.get(family) ?? []);
  const sums = [0];
  let sum = 0;
  for (const month of months) {
    const incidents = counted.reduce((total, ofFamily) => total + (ofFamily.get(month) ?? 0), 0);
    sum += measure === "MONTHS" ? Math.min(incidents, 1) : incidents;
    sums.push(sum);
  }
  return sums;
}
