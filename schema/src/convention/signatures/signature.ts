import { z } from "zod";
import { isLandlordSlug } from "../../ground/landlord-slug.js";
import { isDay } from "../../ground/scalars.js";
import { isSignedBy, signCompact, unverifiedText } from "../../keys/compact-signature.js";
import type { SigningKey } from "../../keys/signature-key.js";
import type { Convention } from "../convention.js";
import { conventionHash } from "./signature-hash.js";

/** Who signs: a landlord by its slug, or a partner by its code. */
export type SigningParty = { readonly landlord: string } | { readonly partner: string };

/** What a party signs: this text of the agreement, by this party. */
export type SignedClaim = SigningParty & {
  readonly reference: string;
  readonly version: number;
  readonly hash: string;
  /** `YYYY-MM-DD`, by the signer's own clock. */
  readonly signedOn?: string;
};

/** Why a signature does not bind a landlord to a convention. */
export type SignatureProblem =
  /** No compact JWS in its one spelling, or not of a convention. */
  | "MALFORMED"
  /** Signed, or claimed to be, by anything but EdDSA. */
  | "OTHER_ALGORITHM"
  /** Not made with the landlord's key, or altered since. */
  | "WRONG_KEY"
  /** Another party's. */
  | "OTHER_LANDLORD"
  | "OTHER_REFERENCE"
  | "OTHER_VERSION"
  /** Same reference and version, another text. */
  | "OTHER_HASH";

export type SignatureResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: SignatureProblem };

const type = "palier-convention+jws";

const ofText = {
  reference: z.string(),
  version: z.int(),
  hash: z.string(),
  signedOn: z.string().refine(isDay).optional(),
};
const claim = z.union([
  z.strictObject({ ...ofText, landlord: z.string() }),
  z.strictObject({ ...ofText, partner: z.string() }),
]);

/**
 * @param signedOn left out, the signature does not say.
 * @returns compact JWS (EdDSA) of a `SignedClaim`; the same convention, key and day give the same text.
 */
export async function signConvention(
  convention: Convention,
  landlord: string,
  key: SigningKey,
  signedOn?: string,
): Promise<string> {
  return await signAs(convention, { landlord }, key, signedOn);
}

/** The same for any party; a partner's shows that it agrees, and nothing waits for it. */
export async function signAs(
  convention: Convention,
  party: SigningParty,
  key: SigningKey,
  signedOn?: string,
): Promise<string> {
  // Partners' codes are written as slugs are.
  if (!isLandlordSlug(nameOf(party))) throw new Error(`"${nameOf(party)}" is no party's name`);
  const day = signedOn === undefined ? {} : { signedOn };
  const signed: SignedClaim = { ...identityOf(convention), ...party, ...day };
  return await signCompact(signed, type, key);
}

/** What a signature says, before it is believed; null where it is none of a convention. */
export function claimIn(jws: string): SignedClaim | null {
  const said = claim.safeParse(unverifiedText(jws, type)?.claim);
  return said.success ? said.data : null;
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
  return await verifyParty(convention, jws, { landlord }, publicKey);
}

/** Whether this party has signed exactly this convention: a partner's is no landlord's of the same name. */
export async function verifyParty(
  convention: Convention,
  jws: string,
  party: SigningParty,
  publicKey: string,
): Promise<SignatureResult> {
  const text = unverifiedText(jws, type);
  const said = claimIn(jws);
  if (text === null || typeof text.alg !== "string" || said === null) return refused("MALFORMED");
  // Judged before the key is touched: the text does not choose how it is verified.
  if (text.alg !== "EdDSA") return refused("OTHER_ALGORITHM");
  if (!(await isSignedBy(jws, publicKey))) return refused("WRONG_KEY");
  const expected = identityOf(convention);
  if (!isSameParty(said, party)) return refused("OTHER_LANDLORD");
  if (said.reference !== expected.reference) return refused("OTHER_REFERENCE");
  if (said.version !== expected.version) return refused("OTHER_VERSION");
  return said.hash === expected.hash ? { ok: true } : refused("OTHER_HASH");
}

function isSameParty(one: SigningParty, other: SigningParty): boolean {
  return "landlord" in one === "landlord" in other && nameOf(one) === nameOf(other);
}

function nameOf(party: SigningParty): string {
  return "landlord" in party ? party.landlord : party.partner;
}

function identityOf(convention: Convention) {
  const { reference, version } = convention;
  return { reference, version, hash: conventionHash(convention) };
}

function refused(reason: SignatureProblem): SignatureResult {
  return { ok: false, reason };
}
