import { exportJWK, SignJWT } from "jose";

/** What the gateway says at `/.well-known/palier-purpose.json`. */
interface PurposeTerms {
  readonly audience: string;
  /** Hash of the convention in force at the gateway. */
  readonly convention: string;
  readonly proof: "signed-by-caller" | "word-of-gateway";
  /** The gateway's clock, seconds since 1970. */
  readonly at: number;
}

const lifeSeconds = 300;

/**
 * What one question carries in the header `palier-purpose`: signed by the session, for this
 * convention, for five minutes and one question.
 */
export async function signPurpose(
  keys: CryptoKeyPair,
  account: string,
  purpose: string,
): Promise<string> {
  const response = await fetch("/.well-known/palier-purpose.json");
  const { audience, convention, proof, at } = (await response.json()) as PurposeTerms;
  if (proof === "word-of-gateway") return purpose;
  // This machine's clock may be fast; a gateway may not have it sign for a later time.
  const issuedAt = Math.min(at, Math.floor(Date.now() / 1_000));
  return new SignJWT({ purpose, convention, jti: crypto.randomUUID() })
    .setProtectedHeader({
      alg: "ES256",
      typ: "palier-purpose+jwt",
      jwk: await exportJWK(keys.publicKey),
    })
    .setSubject(account)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifeSeconds)
    .sign(keys.privateKey);
}
