import {
  exchangedLifeSeconds,
  gatewayAudience,
  landlordAudience,
  type Verified,
  verifyToken,
} from "@palier/schema";
import type { KeyRing } from "@palier/service";
import { type JWTPayload, SignJWT } from "jose";
import { errors, type Provider, type ProviderContext } from "oidc-provider";
import { accessTokenType, exchangeGrant } from "../names/token-exchange.js";

export interface ExchangeGrantTerms {
  readonly issuer: string;
  readonly keys: Pick<KeyRing, "signer" | "verifyBy">;
  /** Slugs, as they stand now. */
  readonly landlords: () => readonly string[];
  /** Code of the partner that an account belongs to now; undefined for one that there is not, or no more. */
  readonly partnerOf: (account: string) => string | undefined;
  readonly subjectLifeSeconds: number;
  /** Of a broker: the provider at which people really sign in. */
  readonly upstream?: string;
}

const parameters = [
  "subject_token",
  "subject_token_type",
  "requested_token_type",
  "audience",
  "resource",
];

/**
 * Token exchange (RFC 8693) for the one client that may ask for it: a caller's token for the gateway
 * becomes a short one for one landlord, in which the gateway is named as acting.
 */
export function registerExchangeGrant(provider: Provider, terms: ExchangeGrantTerms): void {
  const answer = async (ctx: ProviderContext) => {
    const { params, client } = ctx.oidc;
    const audience = audienceOf(params, terms.landlords());
    const subject = await subjectOf(params, terms);
    const token = await issue(terms, { ...subject, audience, actor: client.clientId });
    ctx.body = {
      access_token: token.text,
      issued_token_type: accessTokenType,
      token_type: "Bearer",
      expires_in: token.lifeSeconds,
    };
  };
  provider.registerGrantType(exchangeGrant, answer, parameters);
}

function audienceOf(
  { audience, resource }: ProviderContext["oidc"]["params"],
  landlords: readonly string[],
): string {
  const asked = audience ?? resource;
  const known = landlords.map(landlordAudience).find((each) => each === asked);
  const isAmbiguous = audience !== undefined && resource !== undefined && audience !== resource;
  if (known === undefined || isAmbiguous) {
    throw new errors.InvalidTarget("the audience is no landlord of the convention");
  }
  return known;
}

interface Subject {
  readonly sub: string;
  readonly partner: string;
  /** The key of the caller's session, where its token is bound to one. */
  readonly cnf: unknown;
  /** Seconds since 1970. */
  readonly exp: number;
}

async function subjectOf(
  params: ProviderContext["oidc"]["params"],
  { issuer, keys, partnerOf, subjectLifeSeconds }: ExchangeGrantTerms,
): Promise<Subject> {
  const { subject_token, subject_token_type, requested_token_type = accessTokenType } = params;
  if (subject_token_type !== accessTokenType || requested_token_type !== accessTokenType) {
    throw new errors.InvalidRequest("only access tokens are exchanged, for access tokens");
  }
  if (typeof subject_token !== "string") throw new errors.InvalidRequest("no subject_token");
  const expected = {
    type: "at+jwt",
    issuer,
    audience: gatewayAudience,
    algorithms: ["EdDSA"],
    longestLifeSeconds: subjectLifeSeconds,
  } as const;
  const verified: Verified<JWTPayload> = await verifyToken(
    subject_token,
    keys.verifyBy,
    expected,
    new Date(),
  );
  const { sub = "", exp = 0, cnf } = verified.ok ? verified.value : {};
  const partner = partnerOf(sub);
  if (partner === undefined) throw new errors.InvalidGrant("the subject token does not hold");
  return { sub, partner, exp, cnf };
}

async function issue(
  { issuer, keys, upstream }: ExchangeGrantTerms,
  { sub, partner, exp, cnf, audience, actor }: Subject & { audience: string; actor: string },
) {
  const issuedAt = Math.floor(Date.now() / 1000);
  const { key, keyId } = await keys.signer();
  // No longer than the session it comes from.
  const expiresAt = Math.min(issuedAt + exchangedLifeSeconds, exp);
  const text = await new SignJWT({
    partner,
    act: { sub: actor },
    client_id: actor,
    ...(cnf !== undefined && { cnf }),
    ...(upstream !== undefined && { idp: upstream }),
  })
    .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: keyId })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(sub)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(key);
  return { text, lifeSeconds: Math.max(0, expiresAt - issuedAt) };
}
