import { type ConventionState, conventionStates } from "@palier/schema";
import { isRecord } from "@palier/service";

/** What a subgraph says of itself, and what its answer shows of its clock. */
export interface Readiness {
  readonly isReady: boolean;
  /** Why a landlord's node answers nobody under the convention; null where it does not say so. */
  readonly convention: ConventionState | null;
  /** By how much its clock is ahead of this machine's, at least; negative where it is behind, 0 for no difference that shows. */
  readonly clockAheadMs: number;
}

/** Of one that gives no answer. */
export const silent: Readiness = { isReady: false, convention: null, clockAheadMs: 0 };

/** An answer's `Date` says whole seconds. */
const granularityMs = 1_000;
/** A difference that is worth a word, long before anybody is refused for it. */
const worthMs = 5_000;

/** In the text that a subgraph answers: of what it says only the words that the convention's state has. */
export function stateIn(text: string): ConventionState | null {
  try {
    const said: unknown = JSON.parse(text);
    return (isRecord(said) && conventionStates.find((state) => state === said.convention)) || null;
  } catch {
    // Whoever writes no JSON says nothing of the convention.
    return null;
  }
}

/** @param date of an answer that was asked for at one moment of this machine's clock and came at the other. */
export function clockAheadMs(date: string, sentMs: number, receivedMs: number): number {
  const dateMs = Date.parse(date);
  if (Number.isNaN(dateMs)) return 0;
  const ahead = Math.max(0, dateMs - receivedMs) + Math.min(0, dateMs + granularityMs - sentMs);
  return Math.abs(ahead) > worthMs ? ahead : 0;
}

/** What is worth saying of a subgraph that may be ready all the same, by a word for each; null: nothing. */
export function remarksOn({ convention, clockAheadMs }: Readiness) {
  const isInForce = convention === null || convention === "IN_FORCE";
  if (isInForce && clockAheadMs === 0) return null;
  const seconds = Math.round(Math.abs(clockAheadMs) / 1_000);
  const side = clockAheadMs > 0 ? "ahead of" : "behind";
  return {
    ...(!isInForce && { convention }),
    ...(clockAheadMs !== 0 && { clock: `${seconds} s ${side} this machine's` }),
  };
}
