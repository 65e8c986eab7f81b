import type { Convention } from "../convention.js";
import type { SignatureResult } from "./signature.js";

/** Whether a landlord's node may serve under a convention; only `IN_FORCE` lets it. */
export type ConventionState = (typeof conventionStates)[number];

export const conventionStates = [
  "IN_FORCE",
  "NOT_SIGNED",
  "NOT_YET_VALID",
  "EXPIRED",
  "SUPERSEDED",
] as const;

/**
 * @param signature what `verifySignature` says of the landlord's own signature.
 * @param highestSignedVersion highest version of this reference that the landlord has signed and
 *   whose validity has begun, this one included; a node keeps it, so that an older version cannot
 *   be put back, and one signed ahead of its time does not end the one in force.
 */
export function conventionState(
  { version, validity }: Pick<Convention, "version" | "validity">,
  signature: SignatureResult,
  now: Date,
  highestSignedVersion: number,
): ConventionState {
  if (!signature.ok) return "NOT_SIGNED";
  if (highestSignedVersion > version) return "SUPERSEDED";
  const today = dayInFrance(now);
  if (today < validity.from) return "NOT_YET_VALID";
  return today > validity.until ? "EXPIRED" : "IN_FORCE";
}

/** Made once: it costs a hundred times what it takes to use it. */
const frenchDay = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/Paris",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});

const minuteMs = 60_000;
/** A day begins with a minute, and who asks for it asks again and again within one. */
let latest = { minute: Number.NaN, day: "" };

/** Calendar day in metropolitan France, `YYYY-MM-DD`: both days of a validity count whole. */
export function dayInFrance(now: Date): string {
  const minute = Math.floor(now.getTime() / minuteMs);
  if (minute !== latest.minute) latest = { minute, day: frenchDay.format(now) };
  return latest.day;
}
