import { createHash } from "node:crypto";

/** An end of a stretch of a log's chain: the number of an entry and its link's hash, in hexadecimal. */
export interface ChainPoint {
  readonly sequence: number;
  readonly hash: string;
}

/** What the first entry of all follows. */
export const chainStart: ChainPoint = { sequence: 0, hash: "0".repeat(64) };

/**
 * SHA-256 of the salt's bytes and the entry, in hexadecimal: links are of it, so that what is left of
 * an entry confirms no guess about a person.
 *
 * @param salt in hexadecimal.
 */
export function entryDigest(salt: string, entry: string): string {
  return createHash("sha256").update(salt, "hex").update(entry, "utf8").digest("hex");
}
