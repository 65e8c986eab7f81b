import { CompactSign, compactVerify, errors, importJWK } from "jose";
import { isPublicKey, type SigningKey } from "./signature-key.js";

/** What a JWS says before it is believed. */
export interface UnverifiedText {
  readonly alg: unknown;
  readonly claim: unknown;
}

/**
 * @param type keeps a signature made for one thing from passing for another of the same key.
 * @returns compact JWS (EdDSA); the same claim and key give the same text.
 */
export async function signCompact(claim: object, type: string, key: SigningKey): Promise<string> {
  return await new CompactSign(new TextEncoder().encode(JSON.stringify(claim)))
    .setProtectedHeader({ alg: "EdDSA", typ: type })
    .sign(await importJWK({ ...key }, "EdDSA"));
}

const longestSignature = 4096;

/** null for what is no compact JWS of this type in its one spelling. */
export function unverifiedText(jws: string, type: string): UnverifiedText | null {
  if (jws.length > longestSignature) return null;
  const parts = jws.split(".");
  // Decoders forgive spellings that another reader might not: one text, one signature.
  if (parts.length !== 3 || !parts.every(isCanonicalBase64)) return null;
  const [head, claim] = parts.map(jsonIn);
  if (typeof head !== "object" || head === null || !("alg" in head) || !("typ" in head))
    return null;
  const isOfType = head.typ === type && Object.keys(head).length === 2;
  return isOfType ? { alg: head.alg, claim } : null;
}

export async function isSignedBy(jws: string, publicKey: string): Promise<boolean> {
  if (!isPublicKey(publicKey)) return false;
  const jwk = { kty: "OKP", crv: "Ed25519", x: publicKey };
  try {
    await compactVerify(jws, await importJWK(jwk, "EdDSA"), { algorithms: ["EdDSA"] });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof DOMException) return false;
    throw error;
  }
}

function isCanonicalBase64(part: string): boolean {
  return Buffer.from(part, "base64url").toString("base64url") === part;
}

function jsonIn(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    // No JSON is as malformed as JSON of another shape.
    return null;
  }
}
