import type { AccessEntry, Viewer } from "@palier/schema";

const viewer: Viewer = {
  subject: "agent-7",
  partner: "police-amont",
  kind: "POLICE",
  scope: ["10001"],
  purpose: null,
  statedPurpose: "PATROL_PLANNING",
  asks: "FIELDS",
};

/** The entry of an operation for tests; `number` makes it another. */
export function exampleEntry(
  number = 1,
  { partner, ...changes }: Partial<AccessEntry> & { readonly partner?: string } = {},
): AccessEntry {
  return {
    at: new Date(Date.UTC(2026, 10, 1) + number * 1_000),
    operationId: null,
    operation: `Levels${number}`,
    viewer: { ...viewer, partner: partner ?? viewer.partner },
    isProved: true,
    coordinates: ["Site.level", "Site.name"],
    sites: [`lisiere:S-${number}`],
    territories: ["10001"],
    rows: number,
    decision: "GRANTED",
    reason: null,
    durationMs: 12.3,
    ...changes,
  };
}

/** The same without anyone who asks. */
export function refusedEntry(number: number): AccessEntry {
  const reason = "UNAUTHENTICATED";
  return exampleEntry(number, {
    viewer: null,
    isProved: false,
    operation: null,
    decision: "REFUSED",
    reason,
  });
}

export function entryOfSubject(number: number, subject: string): AccessEntry {
  return exampleEntry(number, { viewer: { ...viewer, subject } });
}
