import type { Log } from "./log.js";

/** What stays so, a landlord that is down say, is told once in this time, not once a query. */
const quietMs = 60_000;

/** Writes down one warning of each kind a minute: callers decide how many there would be, but not the kinds. */
export function quietLog(log: Log, now: () => number): (kind: string, entry: string) => void {
  const lastSaid = new Map<string, number>();
  return (kind, entry) => {
    if (now() - (lastSaid.get(kind) ?? Number.NEGATIVE_INFINITY) < quietMs) return;
    lastSaid.set(kind, now());
    log(entry, "warn");
  };
}
