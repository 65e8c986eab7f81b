import { CompactSign, compactVerify, errors, importJWK } from "jose";
import { z } from "zod";
import { isLandlordSlug } from "../ground/landlord-slug.js";
import type { Convention } from "./convention.js";
import { conventionHash } from "./signature-hash.js";
import { isPublicKey, type SigningKey } from "./signature-key.js";

/** What a landlord signs: this text of the agreement, by this party. */
export interface SignedClaim {
  readonly reference: string;
  readonly version: number;
  readonly hash: string;
  readonly landlord: string;
}

/** Why a signature does not bind a landlord to a convention. */
export type SignatureProblem =
  /** No compact JWS in its one spelling, or not of a convention. */
  | "MALFORMED"
  /** Signed, or claimed to be, by anything but EdDSA. */
  | "OTHER_ALGORITHM"
  /** Not made with the landlord's key, or altered since. */
  | "WRONG_KEY"
  | "OTHER_LANDLORD"
  | "OTHER_REFERENCE"
  | "OTHER_VERSION"
  /** Same reference and version, another text. */
  | "OTHER_HASH";

export type SignatureResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: SignatureProblem };

/** Keeps a signature made for something else with the same key from passing for this. */
const type = "palier-convention+jws";

const header = z.strictObject({ alg: z.string(), typ: z.literal(type) });
const claim = z.strictObject({
  reference: z.string(),
  version: z.int(),
  hash: z.string(),
  landlord: z.string(),
});

/** @returns compact JWS (EdDSA) of a `SignedClaim`; the same convention and key give the same text. */
export async function signConvention(
  convention: Convention,
  landlord: string,
  key: SigningKey,
): Promise<string> {
  if (!isLandlordSlug(landlord)) throw new Error(`"${landlord}" is no landlord's slug`);
  const signed: SignedClaim = { ...identityOf(convention), landlord };
  return await new CompactSign(new TextEncoder().encode(JSON.stringify(signed)))
    .setProtectedHeader({ alg: "EdDSA", typ: type })
    .sign(await importJWK({ ...key }, "EdDSA"));
}

/**
 * Whether this landlord has signed exactly this convention.
 *
 * @param publicKey the landlord's `key` in the convention (JWK `x`).
 */
export async function verifySignature(
  convention: Convention,
  jws: string,
  landlord: string,
  publicKey: string,
): Promise<SignatureResult> {
  const parts = partsOf(jws);
  if (parts === null) return refused("MALFORMED");
  // Judged before the key is touched: the text does not choose how it is verified.
  if (parts.alg !== "EdDSA") return refused("OTHER_ALGORITHM");
  if (!isPublicKey(publicKey) || !(await isSignedBy(jws, publicKey))) return refused("WRONG_KEY");
  const expected = identityOf(convention);
  if (parts.claim.landlord !== landlord) return refused("OTHER_LANDLORD");
  if (parts.claim.reference !== expected.reference) return refused("OTHER_REFERENCE");
  if (parts.claim.version !== expected.version) return refused("OTHER_VERSION");
  return parts.claim.hash === expected.hash ? { ok: true } : refused("OTHER_HASH");
}

function identityOf(convention: Convention) {
  const { reference, version } = convention;
  return { reference, version, hash: conventionHash(convention) };
}

function refused(reason: SignatureProblem): SignatureResult {
  return { ok: false, reason };
}

const longestSignature = 4096;

/** What a JWS says before it is believed; null for what is none. */
function partsOf(jws: string): { readonly alg: string; readonly claim: SignedClaim } | null {
  if (jws.length > longestSignature) return null;
  const parts = jws.split(".");
  // Decoders forgive spellings that another reader might not: one text, one signature.
  if (parts.length !== 3 || !parts.every(isCanonicalBase64)) return null;
  const [head, body] = parts.map(jsonIn);
  const alg = header.safeParse(head);
  const said = claim.safeParse(body);
  return alg.success && said.success ? { alg: alg.data.alg, claim: said.data } : null;
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

async function isSignedBy(jws: string, publicKey: string): Promise<boolean> {
  const jwk = { kty: "OKP", crv: "Ed25519", x: publicKey };
  try {
    await compactVerify(jws, await importJWK(jwk, "EdDSA"), { algorithms: ["EdDSA"] });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof DOMException) return false;
    throw error;
  }
}
