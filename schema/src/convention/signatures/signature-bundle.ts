import { z } from "zod";
import type { Convention } from "../convention.js";
import { claimIn, type SigningParty, verifyParty } from "./signature.js";
import { conventionHash } from "./signature-hash.js";

/** Who has signed a text of a convention, with what shows it: anybody can check it offline. */
export interface SignatureBundle {
  readonly format: 1;
  readonly reference: string;
  readonly version: number;
  /** Of the text; the text itself travels beside. */
  readonly hash: string;
  /** Of each party at most one: landlords, then partners, both in the convention's order. */
  readonly signatures: readonly BundledSignature[];
}

type BundledSignature = SigningParty & { readonly signature: string };

/** What some signatures come to. */
export interface Collected {
  readonly bundle: SignatureBundle;
  /** Slugs of landlords whose signature is not among them. */
  readonly missing: readonly string[];
  /** Codes of partners that could have signed and have not; nothing waits for them. */
  readonly silentPartners: readonly string[];
  /** Places, in the list, of those that are no party's signature of this text. */
  readonly strange: readonly number[];
}

/** More than this is no list of signatures. */
const mostSignatures = 1_000;
const bundleFormat = z.strictObject({
  format: z.literal(1),
  reference: z.string(),
  version: z.int(),
  hash: z.string(),
  signatures: z
    .array(
      z.union([
        z.strictObject({ landlord: z.string(), signature: z.string() }),
        z.strictObject({ partner: z.string(), signature: z.string() }),
      ]),
    )
    .max(mostSignatures),
});

/** Every signature in a text: that of a file of one, or those of a bundle, whatever they are of. */
export function signatureTexts(text: string): readonly string[] {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{")) return [trimmed];
  const { success, data } = bundleFormat.safeParse(jsonIn(trimmed));
  return success ? data.signatures.map(({ signature }) => signature) : [];
}

/** Puts those together that hold under the keys that the convention lists. */
export async function collectSignatures(
  convention: Convention,
  texts: readonly string[],
): Promise<Collected> {
  const found = new Map<Signatory, string>();
  const strange: number[] = [];
  const signatories = signatoriesOf(convention);
  for (const [place, text] of texts.slice(0, mostSignatures).entries()) {
    const signer = await signerOf(convention, signatories, text);
    if (signer === null) strange.push(place);
    else found.set(signer, text);
  }
  const signatures = signatories.flatMap((signatory) => {
    const signature = found.get(signatory);
    return signature === undefined ? [] : [{ ...signatory.party, signature }];
  });
  const silent = signatories.filter((signatory) => !found.has(signatory));
  const { reference, version } = convention;
  return {
    bundle: {
      ...({ format: 1, reference, version } as const),
      ...{ hash: conventionHash(convention), signatures },
    },
    missing: silent.flatMap(({ party }) => ("landlord" in party ? [party.landlord] : [])),
    silentPartners: silent.flatMap(({ party, key }) =>
      "partner" in party && key !== undefined ? [party.partner] : [],
    ),
    strange,
  };
}

/** A party, and the key by which it signs; absent where the convention lists none. */
export interface Signatory {
  readonly party: SigningParty;
  readonly name: string;
  readonly key: string | undefined;
}

/** Landlords, then partners, both in the convention's order. */
export function signatoriesOf({ landlords, partners }: Convention): readonly Signatory[] {
  return [
    ...landlords.map(({ slug, name, key }) => ({ party: { landlord: slug }, name, key })),
    ...partners.map(({ code, name, key }) => ({ party: { partner: code }, name, key })),
  ];
}

/** The signatures in a bundle's text; null where it is none, and not one of this text. */
export function signaturesIn(text: string, convention: Convention): readonly string[] | null {
  const { success, data } = bundleFormat.safeParse(jsonIn(text));
  if (!success || data.hash !== conventionHash(convention)) return null;
  return data.signatures.map(({ signature }) => signature);
}

/** By its key, whatever stands beside the signature; null where none of them has signed this text. */
export async function signerOf(
  convention: Convention,
  signatories: readonly Signatory[],
  text: string,
): Promise<Signatory | null> {
  const claimed = claimIn(text);
  if (claimed === null) return null;
  const signer = signatories.find(({ party }) =>
    "landlord" in claimed
      ? "landlord" in party && party.landlord === claimed.landlord
      : "partner" in party && party.partner === claimed.partner,
  );
  if (signer?.key === undefined) return null;
  const { ok } = await verifyParty(convention, text, signer.party, signer.key);
  return ok ? signer : null;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is as little a bundle as JSON of another shape.
    return null;
  }
}
