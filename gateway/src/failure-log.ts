import type { FailureListener } from "./datasource/federation.js";

/** A landlord that stays down is said once in this time, not once a query. */
const quietMs = 60_000;

/** Writes failures of subgraphs down, each kind at most once a minute. */
export function failureLog(log: (entry: string) => void, now: () => number): FailureListener {
  const quietly = quietLog(log, now);
  return (subgraph, reason, detail) => {
    quietly(`${subgraph} ${reason}`, `${subgraph}: ${reason} (${detail})`);
  };
}

/** Writes down one entry of each kind a minute: callers decide how many there would be. */
export function quietLog(
  log: (entry: string) => void,
  now: () => number,
): (kind: string, entry: string) => void {
  const lastSaid = new Map<string, number>();
  return (kind, entry) => {
    if (now() - (lastSaid.get(kind) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
    lastSaid.set(kind, now());
    log(entry);
  };
}
