import { createHash } from "node:crypto";

/** An end of a stretch of the chain: the number of an entry and its hash, in hexadecimal. */
export interface ChainPoint {
  readonly sequence: number;
  readonly hash: string;
}

/** A stored entry, with what ties it to the one before. */
export interface ChainLink extends ChainPoint {
  /** Canonical JSON. */
  readonly entry: string;
  /** Hash of the entry before. */
  readonly previous: string;
}

/** What the first entry of all follows. */
export const chainStart: ChainPoint = { sequence: 0, hash: "0".repeat(64) };

/** The text of a link that is hashed: canonical (RFC 8785), as its entry is. */
export function hashedText({ entry, previous, sequence }: Omit<ChainLink, "hash">): string {
  return `{"entry":${entry},"previous":"${previous}","sequence":${sequence}}`;
}

/** SHA-256 of a link, in hexadecimal. */
export function linkHash(link: Omit<ChainLink, "hash">): string {
  return createHash("sha256").update(hashedText(link), "utf8").digest("hex");
}
