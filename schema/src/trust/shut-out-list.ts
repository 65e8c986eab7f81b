import { createHash, randomBytes } from "node:crypto";
import { type CryptoKey, type JWTVerifyGetKey, SignJWT } from "jose";
import { z } from "zod";
import { type Verified, verifyToken } from "./signed-token.js";

/**
 * Whom the convention's host has shut out, as the gateway tells it to whoever checks who asks: digests
 * under a salt of the list's own, from which nobody's name can be read.
 */
export interface ShutOutList {
  /** Grows with each change: what is older than what a reader knows is no news. */
  readonly sequence: number;
  readonly salt: string;
  readonly entries: ReadonlySet<string>;
}

/** Of one list: what a reader fetches every few seconds stays small. */
export const mostShutOut = 2_000;

/** Characters of a list of so many, signed, with room. */
export const longestShutOutList = 100_000;

const type = "palier-shut-out+jwt";
const audience = "urn:palier:shut-out";
/** A copy that somebody kept in between is not taken for the list of now. */
const lifeSeconds = 60;

const claims = z.object({
  sequence: z.int().min(0),
  salt: z.string().regex(/^[\w-]{22}$/),
  entries: z.array(z.string().regex(/^[\w-]{22}$/)).max(mostShutOut),
});

/**
 * @param issuer who says who people are.
 * @param subjects the issuer's names of the people.
 */
export function newShutOutList(
  sequence: number,
  issuer: string,
  subjects: readonly string[],
): ShutOutList {
  const salt = randomBytes(16).toString("base64url");
  const entries = new Set(subjects.map((subject) => entryOf(salt, issuer, subject)));
  return { sequence, salt, entries };
}

export function isShutOut(
  { salt, entries }: Pick<ShutOutList, "salt" | "entries">,
  issuer: string,
  subject: string,
): boolean {
  return entries.size > 0 && entries.has(entryOf(salt, issuer, subject));
}

function entryOf(salt: string, issuer: string, subject: string): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([salt, issuer, subject]))
    .digest();
  return digest.subarray(0, 16).toString("base64url");
}

/** @returns compact JWT, EdDSA. */
export function signShutOutList(
  { sequence, salt, entries }: ShutOutList,
  { issuer, key, keyId, now }: { issuer: string; key: CryptoKey; keyId: string; now: Date },
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  // In an order that says nothing about who came first.
  return new SignJWT({ sequence, salt, entries: [...entries].sort() })
    .setProtectedHeader({ alg: "EdDSA", typ: type, kid: keyId })
    .setIssuer(issuer)
    .setSubject(issuer)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifeSeconds)
    .sign(key);
}

/** @param issuer the gateway's name. */
export async function verifyShutOutList(
  text: string,
  keys: JWTVerifyGetKey,
  {
    issuer,
    now,
    toleranceSeconds,
  }: { issuer: string; now: Date; toleranceSeconds?: number | undefined },
): Promise<Verified<ShutOutList>> {
  const expected = {
    type,
    issuer,
    audience,
    algorithms: ["EdDSA"],
    longestLifeSeconds: lifeSeconds,
    longestCharacters: longestShutOutList,
    toleranceSeconds,
  } as const;
  const verified = await verifyToken(text, keys, expected, now);
  if (!verified.ok) return verified;
  const said = claims.safeParse(verified.value);
  if (!said.success) return { ok: false, problem: "claims" };
  const { sequence, salt, entries } = said.data;
  return { ok: true, value: { sequence, salt, entries: new Set(entries) } };
}
