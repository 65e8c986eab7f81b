import type { Family, GateMeasure } from "../../generated/graphql";

/** One condition of a gate. */
export interface Condition {
  readonly measure: GateMeasure;
  readonly families: readonly Family[];
  readonly threshold: number;
  /** Null where it is not shown to the visitor. */
  readonly observed: number | null;
  /** Null where it is not shown to the visitor. */
  readonly isMet: boolean | null;
}

/** One gate of the grid, all of whose conditions are needed. */
export interface Gate {
  readonly level: number;
  readonly isMet: boolean | null;
  readonly conditions: readonly Condition[];
}

/** Gates as the graph answers them: with values, without them, or in part. */
export interface AnsweredGate {
  readonly level: number | null;
  readonly met: boolean | null;
  readonly conditions:
    | readonly {
        readonly measure: GateMeasure | null;
        readonly families: readonly Family[] | null;
        readonly threshold: number | null;
        readonly observed?: number | null;
        readonly met?: boolean | null;
      }[]
    | null;
}

/** Highest level first; what the graph could not answer for is left out. */
export function gatesOf(answered: readonly AnsweredGate[]): Gate[] {
  const gates = answered.flatMap(({ level, met, conditions }) =>
    level === null ? [] : [{ level, isMet: met, conditions: conditionsOf(conditions ?? []) }],
  );
  return gates.sort((a, b) => b.level - a.level);
}

function conditionsOf(answered: NonNullable<AnsweredGate["conditions"]>): Condition[] {
  return answered.flatMap(({ measure, families, threshold, observed = null, met = null }) =>
    measure === null || families === null || threshold === null
      ? []
      : [{ measure, families, threshold, observed, isMet: met }],
  );
}

/** The gate that gives the computed level; null at level 1. */
export function openGate(gates: readonly Gate[]): Gate | null {
  return gates.find(({ isMet }) => isMet === true) ?? null;
}
