/**
 * Id of an incident as the import handles it by the million: the sixteen bytes of its uuid, each
 * as one character. Half as long as digits, and its bytes are at hand.
 */
export type IncidentId = string;

export const idBytes = 16;

/** As the server writes it, without hyphens. */
export function toDigits(id: IncidentId): string {
  return Buffer.from(id, "latin1").toString("hex");
}

export function fromDigits(digits: string): IncidentId {
  return Buffer.from(digits, "hex").toString("latin1");
}
