import type { MonthNumber } from "../ground/month.js";
import type { Level } from "./grid.js";

/** Where a site stands after a classified month: all that the next one needs to know of the past. */
export interface SiteState {
  readonly computedLevel: Level;
  /** Computed level of the classified month before; null in the first one. */
  readonly earlierComputedLevel: Level | null;
  readonly heldLevel: Level;
  /** Effective: the decided level while a decision is in force, else the held one. */
  readonly level: Level;
  /** First month of the uninterrupted stay at the effective level, over classified months. */
  readonly since: MonthNumber;
}

/**
 * @param past State after the previous classified month; null in the first one.
 * @param decided Level of the decision in force, if any.
 * @returns `past` itself when nothing changes.
 */
export function nextState(
  past: SiteState | null,
  month: MonthNumber,
  computedLevel: Level,
  decided: Level | null,
): SiteState {
  const heldLevel = past === null ? computedLevel : held(past, computedLevel);
  const level = decided ?? heldLevel;
  const since = past !== null && past.level === level ? past.since : month;
  const earlierComputedLevel = past === null ? null : past.computedLevel;
  const state = { computedLevel, earlierComputedLevel, heldLevel, level, since };
  return past !== null && earlierComputedLevel === past.earlierComputedLevel && isSame(past, state)
    ? past
    : state;
}

/** Whether two states say the same of a site; what came before them does not count. */
export function isSame(a: SiteState, b: SiteState): boolean {
  return (
    a.computedLevel === b.computedLevel &&
    a.heldLevel === b.heldLevel &&
    a.level === b.level &&
    a.since === b.since
  );
}

/** A level rises at once; it falls by one when the third calmer month in a row is classified. */
function held(past: SiteState, computed: Level): Level {
  const before = past.heldLevel;
  if (computed >= before) return computed;
  const isCalm =
    past.computedLevel < before &&
    past.earlierComputedLevel !== null &&
    past.earlierComputedLevel < before;
  // `before` exceeds `computed`, so it is at least 2.
  return isCalm ? ((before - 1) as Level) : before;
}
