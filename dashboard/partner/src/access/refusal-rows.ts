import { type Asker, askers } from "./access-rows";

/** Requests of one month that the gateway refused to one kind of partner for one reason. */
export interface RefusalRow {
  readonly month: string;
  readonly asker: Asker;
  /** A code of the graph's errors, or several; of strangers what was wrong with their sign-in. */
  readonly reason: string;
  readonly requests: number;
}

/**
 * What the gateway answers at `/refusals/counts`.
 *
 * @throws Error when it is anything else: a count that cannot be read is not left out.
 */
export function readRefusals(body: unknown): readonly RefusalRow[] {
  const { counts } = (body ?? {}) as { readonly counts?: unknown };
  if (!Array.isArray(counts)) throw new Error("no counts of refusals");
  return counts.map(readRow);
}

function readRow(sent: unknown): RefusalRow {
  const { month, kind, reason, requests } = (sent ?? {}) as Readonly<Record<string, unknown>>;
  const asker = askers.find((each) => each === (kind ?? "STRANGER"));
  if (
    typeof month !== "string" ||
    typeof reason !== "string" ||
    typeof requests !== "number" ||
    asker === undefined
  ) {
    throw new Error("a count of refusals that cannot be read");
  }
  return { month, asker, reason, requests };
}
