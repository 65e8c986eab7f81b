import { z } from "zod";
import type { Convention } from "./convention.js";
import { verifySignature } from "./signature.js";
import { conventionHash } from "./signature-hash.js";

/** Who has signed a text of a convention, with what shows it: anybody can check it offline. */
export interface SignatureBundle {
  readonly format: 1;
  readonly reference: string;
  readonly version: number;
  /** Of the text; the text itself travels beside. */
  readonly hash: string;
  /** Of each landlord at most one, in the convention's order. */
  readonly signatures: readonly { readonly landlord: string; readonly signature: string }[];
}

/** What some signatures come to. */
export interface Collected {
  readonly bundle: SignatureBundle;
  /** Slugs of landlords whose signature is not among them. */
  readonly missing: readonly string[];
  /** Places, in the list, of those that are no landlord's signature of this text. */
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
    .array(z.strictObject({ landlord: z.string(), signature: z.string() }))
    .max(mostSignatures),
});

/** Puts those together that hold under the keys that the convention lists. */
export async function collectSignatures(
  convention: Convention,
  texts: readonly string[],
): Promise<Collected> {
  const found = new Map<string, string>();
  const strange: number[] = [];
  for (const [place, text] of texts.slice(0, mostSignatures).entries()) {
    const signer = await signerOf(convention, text);
    if (signer === null) strange.push(place);
    else found.set(signer, text);
  }
  const slugs = convention.landlords.map(({ slug }) => slug);
  const signatures = slugs.flatMap((landlord) => {
    const signature = found.get(landlord);
    return signature === undefined ? [] : [{ landlord, signature }];
  });
  const { reference, version } = convention;
  const bundle = {
    ...({ format: 1, reference, version } as const),
    ...{ hash: conventionHash(convention), signatures },
  };
  return { bundle, missing: slugs.filter((slug) => !found.has(slug)), strange };
}

/** The signatures in a bundle's text; null where it is none, and not one of this text. */
export function signaturesIn(text: string, convention: Convention): readonly string[] | null {
  const { success, data } = bundleFormat.safeParse(jsonIn(text));
  if (!success || data.hash !== conventionHash(convention)) return null;
  return data.signatures.map(({ signature }) => signature);
}

/** By its key, whatever stands beside the signature. */
async function signerOf(convention: Convention, text: string): Promise<string | null> {
  for (const { slug, key } of convention.landlords) {
    if (key === undefined) continue;
    const { ok } = await verifySignature(convention, text, slug, key);
    if (ok) return slug;
  }
  return null;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is as little a bundle as JSON of another shape.
    return null;
  }
}
