import { createHash } from "node:crypto";

/** An end of a stretch of the chain: the number of an entry and its hash, in hexadecimal. */
export interface ChainPoint {
  readonly sequence: number;
  readonly hash: string;
}

/** A link without what it seals: enough to follow the chain, and nothing that a guess could be held against. */
export interface SealedLink extends ChainPoint {
  /** SHA-256 of the salt, then the entry, in hexadecimal. */
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

/** What the first link of all follows. */
export const chainStart: ChainPoint = { sequence: 0, hash: "0".repeat(64) };

export function sealOf({ salt, entry }: Pick<OpenLink, "salt" | "entry">): string {
  return sha256(salt + entry);
}

/** Of the canonical form (RFC 8785) of what a link says besides its own hash. */
export function linkHash({ digest, previous, sequence }: Omit<SealedLink, "hash">): string {
  return sha256(`{"digest":"${digest}","previous":"${previous}","sequence":${sequence}}`);
}

/** The link that follows another. */
export function linkAfter(
  { sequence: last, hash: previous }: ChainPoint,
  sealed: Pick<OpenLink, "salt" | "entry">,
): OpenLink {
  const sequence = last + 1;
  const digest = sealOf(sealed);
  return { ...sealed, digest, previous, sequence, hash: linkHash({ digest, previous, sequence }) };
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
