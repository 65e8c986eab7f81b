import type { FailureListener } from "./datasource/federation.js";

/** A landlord that stays down is said once in this time, not once a query. */
const quietMs = 60_000;

/** Writes failures of subgraphs down, each kind at most once a minute. */
export function failureLog(log: (entry: string) => void, now: () => number): FailureListener {
  const lastSaid = new Map<string, number>();
  return (subgraph, reason, detail) => {
    const key = `${subgraph} ${reason}`;
    if (now() - (lastSaid.get(key) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
    lastSaid.set(key, now());
    log(`${subgraph}: ${reason} (${detail})`);
  };
}
