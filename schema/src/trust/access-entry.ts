import type { Viewer } from "./admission.js";

/** One operation at a node, as the access log has it. */
export interface AccessEntry {
  readonly at: Date;
  /** Id of the visa; null when none held. */
  readonly operationId: string | null;
  /** Name of the operation, as the gateway gave it. */
  readonly operation: string | null;
  /** Who asked; null when that was not proved, or not found in the convention. */
  readonly viewer: Viewer | null;
  /** Whether the proofs held that came with the request, whatever became of it then. */
  readonly isProved: boolean;
  /** Fields asked for, as the convention names them, sorted: `Site.address`. */
  readonly coordinates: readonly string[];
  readonly decision: AccessOutcome;
  /** Why something was refused; null when nothing was. */
  readonly reason: string | null;
  /** What the resolvers reported. */
  readonly rows: number;
  /** Identifiers, sorted. */
  readonly sites: readonly string[];
  /** Codes, sorted. */
  readonly territories: readonly string[];
  readonly durationMs: number;
}

/** `PARTLY_REFUSED`: answered, without the fields that the reason names. */
export type AccessOutcome = "GRANTED" | "PARTLY_REFUSED" | "REFUSED";
