import { createHash } from "node:crypto";
import { type ChainPoint, entryDigest } from "@palier/schema";

/** A link without what it seals: enough to follow the chain, and nothing that a guess could be held against. */
export interface SealedLink extends ChainPoint {
  /** `entryDigest` of salt and entry. */
  readonly digest: string;
  /** Hash of the link before. */
  readonly previous: string;
}

/** A link with its entry. */
export interface OpenLink extends SealedLink {
  /** Canonical JSON of a `LoggedAccess`. */
  readonly entry: string;
  /** 32 random bytes in hexadecimal: without them nobody can tell a guessed entry from a wrong one. */
  readonly salt: string;
}

/** Of the canonical form (RFC 8785) of what a link says besides its own hash. */
export function linkHash({ digest, previous, sequence }: Omit<SealedLink, "hash">): string {
  const text = `{"digest":"${digest}","previous":"${previous}","sequence":${sequence}}`;
  return createHash("sha256").update(text).digest("hex");
}

/** The link that follows another. */
export function linkAfter(
  { sequence: last, hash: previous }: ChainPoint,
  sealed: Pick<OpenLink, "salt" | "entry">,
): OpenLink {
  const sequence = last + 1;
  const digest = entryDigest(sealed.salt, sealed.entry);
  return { ...sealed, digest, previous, sequence, hash: linkHash({ digest, previous, sequence }) };
}
