import { createHash, randomUUID } from "node:crypto";
import { type CryptoKey, type JWTVerifyGetKey, SignJWT } from "jose";
import { z } from "zod";
import { partnerKinds } from "../access/partner-kind.js";
import { purposes } from "../access/purpose.js";
import { type Verified, verifyToken } from "./signed-token.js";

/**
 * What the gateway says to one subgraph about one caller: who asks, for which partner, why, under
 * which convention. It serves for half a minute; one that is bound to a request body, once.
 */

/** Request header that carries the visa; the exchanged token is the `authorization` beside it. */
export const visaHeader = "palier-visa";
/** Request header in which a client states its purpose. */
export const purposeHeader = "palier-purpose";

export const visaLifeSeconds = 30;
const visaType = "palier-visa+jwt";

/** What a fetch may ask for: fields of the caller's policy, or the inputs of classification. */
export type VisaAsks = "FIELDS" | "INPUTS";

const visaClaims = z.object({
  sub: z.string().min(1).max(200),
  partner: z.string().min(1).max(64),
  kind: z.enum(partnerKinds),
  scope: z.array(z.string().max(40)).max(2_000),
  purpose: z.enum(purposes).nullable(),
  convention: z.string().max(100),
  asks: z.enum(["FIELDS", "INPUTS"]),
  /** SHA-256 of the request body, base64url; null for a visa that serves several requests. */
  body: z.string().length(43).nullable(),
  /**
   * The only client certificate over which it may come, SHA-256, base64url (RFC 8705); absent where
   * the gateway shows none.
   */
  cnf: z.object({ "x5t#S256": z.string().length(43) }).optional(),
  jti: z.uuid(),
  exp: z.int(),
});

/** Claims of a visa; `sub` is the issuer's name for the person, `scope` codes of territories. */
export type Visa = z.infer<typeof visaClaims>;

export type VisaRequest = Omit<Visa, "jti" | "exp">;

/** Name under which a subgraph is addressed by a visa. */
export function subgraphAudience(subgraph: string): string {
  return `urn:palier:subgraph:${subgraph}`;
}

/** SHA-256 of a request body as the visa states it. */
export function bodyDigest(body: string | Uint8Array): string {
  return createHash("sha256").update(body).digest("base64url");
}

/**
 * @param issuer the gateway's own name.
 * @returns compact JWT, EdDSA.
 */
export function mintVisa(
  request: VisaRequest,
  { issuer, subgraph, key, keyId, now }: VisaSigning,
): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ ...request, jti: randomUUID() })
    .setProtectedHeader({ alg: "EdDSA", typ: visaType, kid: keyId })
    .setIssuer(issuer)
    .setAudience(subgraphAudience(subgraph))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + visaLifeSeconds)
    .sign(key);
}

export interface VisaSigning {
  readonly issuer: string;
  readonly subgraph: string;
  /** Ed25519 private key. */
  readonly key: CryptoKey;
  readonly keyId: string;
  readonly now: Date;
}

/** @returns the visa's claims when it was minted by the gateway for this subgraph and still holds. */
export async function verifyVisa(
  token: string,
  keys: JWTVerifyGetKey,
  {
    issuer,
    subgraph,
    now,
    toleranceSeconds,
  }: { issuer: string; subgraph: string; now: Date; toleranceSeconds?: number | undefined },
): Promise<Verified<Visa>> {
  const expected = {
    type: visaType,
    issuer,
    audience: subgraphAudience(subgraph),
    algorithms: ["EdDSA"],
    longestLifeSeconds: visaLifeSeconds,
    toleranceSeconds,
  } as const;
  const verified = await verifyToken(token, keys, expected, now);
  if (!verified.ok) return verified;
  const claims = visaClaims.safeParse(verified.value);
  return claims.success ? { ok: true, value: claims.data } : { ok: false, problem: "claims" };
}
