import type { MonthNumber } from "../ground/month.js";
import type { Words } from "../ground/words.js";

/** Class of a site: 1 is quiet, 4 is organised delinquency. */
export type Level = 1 | 2 | 3 | 4;

export const levels = [1, 2, 3, 4] as const satisfies readonly Level[];

/** What a condition counts over the window: incidents, or months with at least one. */
export type GateMeasure = "INCIDENTS" | "MONTHS";

/** The greater of `floor` and, rounded up, `perHundredDwellings` × dwellings / 100. */
export interface GateThreshold {
  readonly floor: number;
  /** 0 where the threshold is the same for every site. */
  readonly perHundredDwellings: number;
}

export interface GateCondition {
  readonly measure: GateMeasure;
  /** Codes of families, counted together. */
  readonly families: readonly string[];
  readonly atLeast: GateThreshold;
}

/** A site reaches the level when every condition is met. */
export interface Gate {
  readonly level: Level;
  readonly conditions: readonly GateCondition[];
}

/** Versioned rules that turn a site's incidents into a level. */
export interface Grid {
  readonly version: number;
  /** Months of the window, the classified one included. */
  readonly windowMonths: number;
  /** Closed months that a window needs for a level. */
  readonly minimumClosedMonths: number;
  readonly labels: Readonly<Record<Level, Words>>;
  /** The highest level first; level 1 has none. */
  readonly gates: readonly Gate[];
}

export function thresholdFor(
  { floor, perHundredDwellings }: GateThreshold,
  dwellings: number,
): number {
  return Math.max(floor, Math.ceil((perHundredDwellings * dwellings) / 100));
}

/** First month of the window that ends at `month`. */
export function windowStart(grid: Grid, month: MonthNumber): MonthNumber {
  return month - grid.windowMonths + 1;
}
