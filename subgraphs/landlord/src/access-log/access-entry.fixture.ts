import type { AccessEntry } from "./access-entry.js";

/** The entry of an operation for tests; `number` makes it another. */
export function exampleEntry(number = 1, changes: Partial<AccessEntry> = {}): AccessEntry {
  return {
    at: new Date(Date.UTC(2026, 10, 1) + number * 1_000),
    subject: "agent-7",
    partner: "police-amont",
    kind: "POLICE",
    purpose: "PATROL_PLANNING",
    operation: `Levels${number}`,
    coordinates: ["Site.level", "Site.name"],
    touched: ["10001", `lisiere:S-${number}`],
    rows: number,
    decision: { outcome: "ANSWERED" },
    durationMs: 12,
    ...changes,
  };
}
