import type { MonthNumber } from "../month.js";
import { ClosedMonths } from "./closed-months.js";
import {
  type GateCondition,
  type GateMeasure,
  type Grid,
  type Level,
  thresholdFor,
  windowStart,
} from "./grid.js";
import { grid1 } from "./grid-1.js";

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
 * Counts outside the window of the month may be left out.
 *
 * @returns No gates where the month has no level.
 */
export function reasonsAt(
  { dwellings, incidents, closedMonths }: SiteHistory,
  month: MonthNumber,
  grid: Grid = grid1,
): GateReason[] {
  const closed = new ClosedMonths(closedMonths, grid);
  if (!closed.isClassified(month)) return [];
  const start = windowStart(grid, month);
  const counted = incidents.filter(
    (count) => count.month >= start && count.month <= month && closed.has(count.month),
  );
  return grid.gates.map((gate) => {
    const conditions = gate.conditions.map((condition) => {
      const threshold = thresholdFor(condition.atLeast, dwellings);
      const observed = observe(condition, counted);
      const { families, measure } = condition;
      return { families, measure, threshold, observed, met: observed >= threshold };
    });
    return { level: gate.level, met: conditions.every(({ met }) => met), conditions };
  });
}

function observe({ families, measure }: GateCondition, counts: readonly FamilyCount[]): number {
  const matching = counts.filter(
    ({ family, incidents }) => incidents > 0 && families.includes(family),
  );
  return measure === "MONTHS"
    ? new Set(matching.map(({ month }) => month)).size
    : matching.reduce((sum, { incidents }) => sum + incidents, 0);
}
