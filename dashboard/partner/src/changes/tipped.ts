import type { ChangedSitesFragment } from "../generated/graphql";
import type { AnsweredGate } from "../site/reasons/gates";

/** One change as the graph tells it, with as much of the reasons as the reader is granted. */
export type ChangeEdge = NonNullable<ChangedSitesFragment["edges"]>[number] & {
  readonly gate?: number | null;
  readonly node: {
    readonly now?: { readonly gates?: readonly AnsweredGate[] | null } | null;
  } | null;
};

/** What a landlord's decision has to do with a change. */
export type DecisionPart = "made" | "ended" | "replaced" | "unknown";

/** Null where the change is the grid's alone. */
export function decisionPartOf({ byDecision, node }: ChangeEdge): DecisionPart | null {
  if (byDecision !== true) return null;
  const { before, now } = node ?? {};
  // Of a month that is not told nobody knows whether it had one.
  if (before == null || now == null) return "unknown";
  if (now.decision === null) return before.decision === null ? "unknown" : "ended";
  return before.decision === null ? "made" : "replaced";
}

/** The gate that tipped, and which way the held level went by it. */
export interface Tipped {
  readonly level: number;
  /** `passed`: the way is not told. */
  readonly way: "met" | "left" | "passed";
}

/**
 * Null where no gate is told. A decision may move the level the other way than the grid: what counts are the held
 * levels, and the move itself only where no decision is in it.
 */
export function tippedOf({ gate, byDecision, move, node }: ChangeEdge): Tipped | null {
  if (gate == null) return null;
  const [before, now] = [node?.before?.heldLevel, node?.now?.heldLevel];
  if (before != null && now != null && before !== now) {
    return { level: gate, way: now > before ? "met" : "left" };
  }
  if (byDecision !== false) return { level: gate, way: "passed" };
  return { level: gate, way: move === "ROSE" ? "met" : move === "FELL" ? "left" : "passed" };
}

/**
 * Why no gate is named: neither month had one to compare, the held level stayed, it rose in a month between
 * and its gate is met no longer, or it is not told.
 */
export function withoutGate({
  move,
  node,
}: ChangeEdge): "not-compared" | "none" | "held" | "untold" {
  if (move !== "ROSE" && move !== "FELL") return "not-compared";
  const [before, now] = [node?.before?.heldLevel, node?.now?.heldLevel];
  if (before == null || now == null) return "untold";
  if (before === now) return "none";
  const gate = node?.now?.gates?.find(({ level }) => level === now);
  return before < now && gate?.met === false ? "held" : "untold";
}
