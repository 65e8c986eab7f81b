import { randomUUID } from "node:crypto";
import {
  type CryptoKey,
  calculateJwkThumbprint,
  decodeProtectedHeader,
  EmbeddedJWK,
  errors,
  type JWK,
  type JWTVerifyGetKey,
  SignJWT,
} from "jose";
import { z } from "zod";
import { purposes } from "../access/purpose.js";
import { type Verified, verifyToken } from "./signed-token.js";

/**
 * What a person's own session says of why it asks, signed by a key that it alone holds. The issuer
 * binds that key to the person (`cnf` of its tokens, RFC 7800), so a gateway can pass a statement on
 * and cannot make one.
 */

/** A statement is for the question at hand; clocks of browsers may be some minutes off. */
export const statementLifeSeconds = 300;
const statementType = "palier-purpose+jwt";

const statementClaims = z.object({
  sub: z.string().min(1).max(200),
  purpose: z.enum(purposes),
  convention: z.string().max(100),
  jti: z.string().min(16).max(64),
  exp: z.int(),
});

/** `sub` is the issuer's name for the person, `convention` the hash of its text. */
export interface PurposeStatement extends z.infer<typeof statementClaims> {
  /** SHA-256 thumbprint (RFC 7638) of the key that has signed. */
  readonly signedBy: string;
}

/** What stands in the header of a request: a statement, or the bare name of a purpose. */
export function isStatement(header: string): boolean {
  return header.includes(".");
}

/**
 * @param audience the gateway through which the question goes, by the name in its visas.
 * @returns the statement when it was made for this gateway, holds by its own key, and still lives.
 */
export async function verifyStatement(
  text: string,
  {
    audience,
    now,
    toleranceSeconds,
  }: { audience: string; now: Date; toleranceSeconds?: number | undefined },
): Promise<Verified<PurposeStatement>> {
  const expected = {
    type: statementType,
    issuer: null,
    audience,
    algorithms: ["EdDSA", "ES256"],
    longestLifeSeconds: statementLifeSeconds,
    toleranceSeconds,
  } as const;
  const verified = await verifyToken(text, keyWithin, expected, now);
  if (!verified.ok) return verified;
  const claims = statementClaims.safeParse(verified.value);
  if (!claims.success) return { ok: false, problem: "claims" };
  // The signature has just been checked by this very key.
  const signedBy = await calculateJwkThumbprint(decodeProtectedHeader(text).jwk ?? {});
  return { ok: true, value: { ...claims.data, signedBy } };
}

/** The key that a statement brings along, whatever is wrong with it: the statement's own fault. */
const keyWithin: JWTVerifyGetKey = async (header, token) => {
  try {
    return await EmbeddedJWK(header, token);
  } catch (cause) {
    throw new errors.JWSInvalid("the key in the header cannot be used", { cause });
  }
};

/** What a session signs; the rest is the same for all. */
export interface StatedPurpose {
  readonly sub: string;
  readonly purpose: string;
  readonly convention: string;
  readonly audience: string;
}

/** @returns compact JWS with the public key in its header. */
export function signStatement(
  { sub, purpose, convention, audience }: StatedPurpose,
  { key, publicKey, now }: { key: CryptoKey | Uint8Array; publicKey: JWK; now: Date },
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ sub, purpose, convention, jti: randomUUID() })
    .setProtectedHeader({
      alg: publicKey.kty === "EC" ? "ES256" : "EdDSA",
      typ: statementType,
      jwk: publicKey,
    })
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + statementLifeSeconds)
    .sign(key);
}
