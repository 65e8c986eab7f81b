import type { JWTVerifyGetKey } from "jose";
import { z } from "zod";
import { type Verified, verifyToken } from "./signed-token.js";

/**
 * What the issuer says to one landlord about one caller: the person signed in, belongs to this
 * partner, and the gateway acts for them (RFC 8693). The gateway cannot make one, and another
 * landlord cannot use it.
 */

const exchangedType = "at+jwt";

const exchangedClaims = z.object({
  iss: z.string(),
  sub: z.string().min(1).max(200),
  partner: z.string().min(1).max(64),
  act: z.object({ sub: z.string() }),
  /** The key of the caller's session, where the issuer has bound one (RFC 7800, RFC 9449). */
  cnf: z.object({ jkt: z.string().max(64).optional() }).optional(),
  /** Of a broker: the provider at which the person has signed in. */
  idp: z.string().min(1).max(500).optional(),
  exp: z.int(),
});

export type ExchangedToken = z.infer<typeof exchangedClaims>;

/** Name under which the issuer addresses a landlord's node. */
export function landlordAudience(slug: string): string {
  return `urn:palier:landlord:${slug}`;
}

/** Name under which the issuer addresses the gateway. */
export const gatewayAudience = "urn:palier:gateway";

/** Minutes rather than hours: it is kept for a session and exchanged again. */
export const exchangedLifeSeconds = 300;

/** @param actor client id of the gateway at the issuer: who else acts is refused. */
export async function verifyExchangedToken(
  token: string,
  keys: JWTVerifyGetKey,
  {
    issuer,
    landlord,
    actor,
    now,
    toleranceSeconds,
  }: {
    issuer: string;
    landlord: string;
    actor: string;
    now: Date;
    toleranceSeconds?: number | undefined;
  },
): Promise<Verified<ExchangedToken>> {
  const expected = {
    type: exchangedType,
    issuer,
    audience: landlordAudience(landlord),
    algorithms: ["EdDSA", "ES256", "RS256"],
    longestLifeSeconds: exchangedLifeSeconds,
    toleranceSeconds,
  } as const;
  const verified = await verifyToken(token, keys, expected, now);
  if (!verified.ok) return verified;
  const claims = exchangedClaims.safeParse(verified.value);
  if (!claims.success || claims.data.act.sub !== actor) return { ok: false, problem: "claims" };
  return { ok: true, value: claims.data };
}
