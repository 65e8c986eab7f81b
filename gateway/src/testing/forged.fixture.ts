import { createHmac } from "node:crypto";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

/** A key that is not the issuer's, and tokens made with it or with none. */
export async function forger() {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: "forged", alg: "EdDSA", use: "sig" };
  return {
    jwk,
    sign: (claims: JWTPayload, header: Readonly<Record<string, string>> = {}) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: "forged", ...header })
        .sign(privateKey),
  };
}

/** The token with no signature at all, as `alg: none` has it. */
export function unsigned(claims: JWTPayload): string {
  return `${part({ alg: "none", typ: "at+jwt" })}.${part(claims)}.`;
}

/** Signed with the issuer's public key as if it were a shared secret. */
export function signedByPublicKey(claims: JWTPayload, kid: string, publicKey: string): string {
  const text = `${part({ alg: "HS256", typ: "at+jwt", kid })}.${part(claims)}`;
  return `${text}.${createHmac("sha256", publicKey).update(text).digest("base64url")}`;
}

/** Another payload under the signature of a good token. */
export function withClaims(token: string, changes: JWTPayload): string {
  const [header = "", payload = "", signature = ""] = token.split(".");
  const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
  return `${header}.${part({ ...(claims as JWTPayload), ...changes })}.${signature}`;
}

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
