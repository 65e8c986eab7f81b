import { randomUUID } from "node:crypto";
import type { SigningKey } from "@palier/schema";
import { signStatement } from "@palier/schema";
import { importJWK, type JWK, SignJWT } from "jose";
import { askDemonstration } from "./ask-demonstration.js";
import type { PurposeTermsNow } from "./callers.js";

/** Proof to the issuer that the session which it opens holds this key (DPoP, RFC 9449). */
export async function keyProof(key: SigningKey, url: string): Promise<string> {
  return new SignJWT({ htm: "POST", htu: url, jti: randomUUID() })
    .setProtectedHeader({ alg: "EdDSA", typ: "dpop+jwt", jwk: publicHalf(key) })
    .setIssuedAt()
    .sign(await importJWK({ ...key }, "EdDSA"));
}

/**
 * What goes into the header `palier-purpose` for one question.
 *
 * @param key that the account's session has proved to the issuer.
 */
export async function purposeFor(
  { origin, account, key }: { origin: string; account: string; key: SigningKey },
  purpose: string,
): Promise<string> {
  const response = await askDemonstration(`${origin}/.well-known/palier-purpose.json`);
  // The gateway's own route.
  const { audience, convention, proof } = (await response.json()) as PurposeTermsNow;
  if (proof === "word-of-gateway") return purpose;
  return signStatement(
    { sub: account, purpose, convention, audience },
    { key: await importJWK({ ...key }, "EdDSA"), publicKey: publicHalf(key), now: new Date() },
  );
}

function publicHalf({ kty, crv, x }: SigningKey): JWK {
  return { kty, crv, x };
}
