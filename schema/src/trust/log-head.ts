import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { LandlordParty } from "../convention/convention.js";
import { isLandlordSlug } from "../ground/landlord-slug.js";
import { isSignedBy, signCompact, unverifiedText } from "../keys/compact-signature.js";
import type { SigningKey } from "../keys/signature-key.js";

/**
 * What a node lets others know of its access log: that it was in one state at this hour. No number,
 * no count, and two heads of a log in which nothing happened differ like any others.
 */
export interface LogHead {
  /** Slug of the landlord. */
  readonly landlord: string;
  /** One of the fixed hours, e.g. `2026-11-27T06:00:00.000Z`. */
  readonly hour: string;
  /** Digest of a random salt and the hash of the log's last link; 43 characters of base64url. */
  readonly seal: string;
}

/** Heads travel in this header, separated by commas: in a question those of others, in an answer one's own. */
export const logHeadsHeader = "palier-log-heads";
/** The hour of the last head of the node's that the asking side holds. */
export const logHeadsAfterHeader = "palier-log-heads-after";

const type = "palier-log-head+jws";
const hoursApart = 6;

const claim = z.strictObject({
  landlord: z.string().refine(isLandlordSlug),
  hour: z.string().refine((text) => isHour(text)),
  seal: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});

/** The fixed hour that an instant belongs to: 0, 6, 12 or 18 o'clock, UTC, whatever happens in between. */
export function headHour(now: Date): string {
  const hour = new Date(now);
  hour.setUTCHours(Math.floor(now.getUTCHours() / hoursApart) * hoursApart, 0, 0, 0);
  return hour.toISOString();
}

/** @param hash of the log's last link, in hexadecimal. */
export function newSeal(hash: string): { readonly salt: string; readonly seal: string } {
  const salt = randomBytes(32).toString("hex");
  return { salt, seal: sealOf(salt, hash) };
}

/** What opens a seal: whoever is told the salt can compare it with a log. */
export function sealOf(salt: string, hash: string): string {
  return createHash("sha256").update(salt, "hex").update(hash, "hex").digest("base64url");
}

/** @returns compact JWS. */
export function signLogHead({ landlord, hour, seal }: LogHead, key: SigningKey): Promise<string> {
  return signCompact({ landlord, hour, seal }, type, key);
}

/** The head that a text holds; null where its landlord's `logKey` has not signed it. */
export async function readLogHead(
  text: string,
  landlords: readonly Pick<LandlordParty, "slug" | "logKey">[],
): Promise<LogHead | null> {
  const found = unverifiedText(text, type);
  const said = claim.safeParse(found?.claim);
  if (found?.alg !== "EdDSA" || !said.success) return null;
  const key = landlords.find(({ slug }) => slug === said.data.landlord)?.logKey;
  return key !== undefined && (await isSignedBy(text, key)) ? said.data : null;
}

function isHour(text: string): boolean {
  const instant = new Date(text);
  return !Number.isNaN(instant.getTime()) && headHour(instant) === text;
}
