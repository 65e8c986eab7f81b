import type { AccessEntry, Viewer } from "@palier/schema";
import { AccessTrace } from "@palier/service";

/** A refusal of somebody of the police, by number; a test says when and of what. */
export function exampleRefusal(
  number: number,
  { at = new Date(Date.UTC(2026, 10, 3, 9, 0, number)), coordinates = ["Site.address"] } = {},
): AccessEntry {
  const trace = new AccessTrace();
  trace.operation = `Probe${number}`;
  trace.coordinates = coordinates;
  trace.refuse("FORBIDDEN");
  const viewer = exampleSender("agent-7");
  return { ...trace.entry({ viewer, isProved: true, operationId: null }), at };
}

export function exampleSender(subject: string): Viewer {
  return {
    subject,
    partner: "police-amont",
    kind: "POLICE",
    scope: ["10001"],
    purpose: null,
    statedPurpose: null,
    asks: "FIELDS",
  };
}
