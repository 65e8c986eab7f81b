import type { MonthNumber } from "../ground/month.js";
import { ClosedMonths } from "./closed-months.js";
import type { Decision } from "./decision.js";
import type { Gate, Grid, Level } from "./grid.js";
import { type FamilyCount, type GateReason, reasonsAt, type SiteHistory } from "./reasons.js";
import { SiteClassifier } from "./site-classifier.js";
import type { SiteState } from "./site-state.js";

/** The classification of one site for one closed month. */
export interface MonthClassification<D extends Decision = Decision> {
  readonly month: MonthNumber;
  readonly status: "CLASSIFIED" | "UNDETERMINED";
  /** Null, as every level below, where the month is undetermined. */
  readonly computedLevel: Level | null;
  readonly heldLevel: Level | null;
  /** Effective: the decided level while a decision is in force, else the held one. */
  readonly level: Level | null;
  /** First month of the uninterrupted stay at the effective level, over classified months. */
  readonly since: MonthNumber | null;
  readonly decision: D | null;
  readonly gridVersion: number;
  /** Closed months in the window. */
  readonly closedMonths: number;
  /** Every gate of the grid, the highest level first; none where the month is undetermined. */
  readonly reasons: readonly GateReason[];
}

/** A site's history and the decisions on its level, in the order in which they were taken. */
export interface DecidedHistory<D extends Decision = Decision> extends SiteHistory {
  readonly decisions?: readonly D[];
}

/** @returns One entry a closed month, oldest first. */
export function classify<D extends Decision = Decision>(
  history: DecidedHistory<D>,
  grid: Grid,
): MonthClassification<D>[] {
  return classifyFrom(history, Number.NEGATIVE_INFINITY, null, grid).entries;
}

/**
 * Goes on from a known state: the entries from `from` on, and the state after the last of them.
 * The history needs no incidents from before the window of the first classified month.
 *
 * @param past State after the last classified month before `from`; null when there is none.
 */
export function classifyFrom<D extends Decision = Decision>(
  history: DecidedHistory<D>,
  from: MonthNumber,
  past: SiteState | null,
  grid: Grid,
): { readonly entries: MonthClassification<D>[]; readonly state: SiteState | null } {
  const closed = new ClosedMonths(history.closedMonths, grid);
  const families = [...new Set(grid.gates.flatMap(familiesOf))];
  const classifier = new SiteClassifier(grid, families, closed, from);
  const { dwellings, decisions = [] } = history;
  const changes = new Map<MonthNumber, Standing<D>>();
  const state = classifier.classify(
    { dwellings, decisions, past, offset: 0 },
    countsFor(classifier, families, history.incidents),
    (month, changed, decision) => changes.set(month, { state: changed, decision }),
  );
  let standing: Standing<D> | null = null;
  const entries: MonthClassification<D>[] = [];
  for (const month of closed.months.filter((closedMonth) => closedMonth >= from)) {
    standing = changes.get(month) ?? standing;
    entries.push({
      month,
      ...(closed.isClassified(month) && standing ? classified(standing) : undetermined),
      gridVersion: grid.version,
      closedMonths: closed.countInWindow(month),
      reasons: reasonsAt(history, month, grid),
    });
  }
  return { entries, state };
}

interface Standing<D extends Decision> {
  readonly state: SiteState;
  readonly decision: D | null;
}

const undetermined = {
  status: "UNDETERMINED",
  computedLevel: null,
  heldLevel: null,
  level: null,
  since: null,
  decision: null,
} as const;

function classified<D extends Decision>({ state, decision }: Standing<D>) {
  const { computedLevel, heldLevel, level, since } = state;
  return { status: "CLASSIFIED", computedLevel, heldLevel, level, since, decision } as const;
}

function familiesOf({ conditions }: Gate): readonly string[] {
  return conditions.flatMap(({ families }) => families);
}

/** Incidents as the classifier reads them; families that no gate looks at are left out. */
function countsFor(
  { firstMonth, countsLength }: SiteClassifier,
  families: readonly string[],
  incidents: readonly FamilyCount[],
): Uint32Array {
  const counts = new Uint32Array(countsLength);
  for (const count of incidents) {
    const family = families.indexOf(count.family);
    const position = (count.month - firstMonth) * families.length + family;
    if (family < 0 || position < 0 || position >= countsLength) continue;
    counts[position] = (counts[position] as number) + count.incidents;
  }
  return counts;
}
