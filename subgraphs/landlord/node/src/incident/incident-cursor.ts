import type { IncidentPosition } from "@palier/landlord-store";
import { isDay } from "@palier/subgraph-kit";

/** Comes before every other id of its day. */
export const firstIncidentId = "00000000-0000-0000-0000-000000000000";

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Characters of a cursor: base64 writes the 47 of a day, a slash and an id in four for every three.
 * Whatever is longer is no cursor, and is not decoded.
 */
export const cursorLength = Math.ceil(("YYYY-MM-DD/".length + firstIncidentId.length) * (4 / 3));

/** Opaque text of a position, for `after`. */
export function incidentCursor({ day, id }: IncidentPosition): string {
  return Buffer.from(`${day}/${id}`).toString("base64url");
}

/** @returns null for what is no cursor. */
export function parseIncidentCursor(cursor: string): IncidentPosition | null {
  if (cursor.length > cursorLength) return null;
  const [day, id, ...rest] = Buffer.from(cursor, "base64url").toString("latin1").split("/");
  if (rest.length > 0 || id === undefined || !isDay(day) || !idPattern.test(id)) return null;
  return day < "0001" ? null : { day, id };
}
