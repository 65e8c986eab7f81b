import { z } from "zod";
import { isLandlordSlug } from "../ground/landlord-slug.js";
import { isSignedBy, signCompact, unverifiedText } from "./compact-signature.js";
import type { Convention } from "./convention.js";
import { conventionHash } from "./signature-hash.js";
import type { SigningKey } from "./signature-key.js";

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

const type = "palier-convention+jws";

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
  return await signCompact(signed, type, key);
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
  const text = unverifiedText(jws, type);
  const said = claim.safeParse(text?.claim);
  if (text === null || typeof text.alg !== "string" || !said.success) return refused("MALFORMED");
  // Judged before the key is touched: the text does not choose how it is verified.
  if (text.alg !== "EdDSA") return refused("OTHER_ALGORITHM");
  if (!(await isSignedBy(jws, publicKey))) return refused("WRONG_KEY");
  const expected = identityOf(convention);
  if (said.data.landlord !== landlord) return refused("OTHER_LANDLORD");
  if (said.data.reference !== expected.reference) return refused("OTHER_REFERENCE");
  if (said.data.version !== expected.version) return refused("OTHER_VERSION");
  return said.data.hash === expected.hash ? { ok: true } : refused("OTHER_HASH");
}

function identityOf(convention: Convention) {
  const { reference, version } = convention;
  return { reference, version, hash: conventionHash(convention) };
}

function refused(reason: SignatureProblem): SignatureResult {
  return { ok: false, reason };
}
