import {
  type CryptoKey,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWTHeaderParameters,
  type JWTVerifyGetKey,
  SignJWT,
} from "jose";
import { landlordAudience } from "./exchanged-token.js";
import type { VisaRequest } from "./visa.js";

/** One key pair of an issuer, as the issuer holds it and as others see it. */
export interface IssuerKey {
  readonly key: CryptoKey;
  readonly keyId: string;
  /** Its JWKS. */
  readonly keys: JWTVerifyGetKey;
  /** The public half, JWK `x`. */
  readonly publicText: string;
}

export async function issuerKey(keyId: string): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: "EdDSA", use: "sig" };
  return {
    key: privateKey,
    keyId,
    keys: createLocalJWKSet({ keys: [jwk] }),
    publicText: jwk.x ?? "",
  };
}

/** An instant that no test depends on being today. */
export const now = new Date("2026-11-10T09:00:00Z");
export const nowSeconds = now.getTime() / 1000;

export const visaRequest: VisaRequest = {
  sub: "agent-17",
  partner: "police-melun",
  kind: "POLICE",
  scope: ["77288"],
  purpose: null,
  convention: "sha256-of-the-convention",
  asks: "FIELDS",
  body: null,
};

/** What the issuer says for landlord `lisiere`. */
export const tokenClaims = {
  iss: "https://issuer.example",
  aud: landlordAudience("lisiere"),
  sub: "agent-17",
  partner: "police-melun",
  act: { sub: "palier-gateway" },
  iat: nowSeconds,
  exp: nowSeconds + 300,
};

/** A signed token with whatever claims and header a test needs. */
export function sign(
  { key, keyId }: IssuerKey,
  claims: Record<string, unknown>,
  header: Partial<JWTHeaderParameters>,
): Promise<string> {
  const protectedHeader = { alg: "EdDSA", kid: keyId, typ: "at+jwt", ...header };
  return new SignJWT(claims).setProtectedHeader(protectedHeader).sign(key);
}
