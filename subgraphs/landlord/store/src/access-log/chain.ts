import { createHash } from "node:crypto";

/** An end of a stretch of the chain: the number of an entry and its hash, in hexadecimal. */
export interface ChainPoint {
  readonly sequence: number;
  readonly hash: string;
}

/** The recorded end of a log. */
export interface ChainEnd extends ChainPoint {
  /** How many entries came before links were salted; every salted link holds it. */
  readonly unsalted: number;
}

/** What ties an entry to the one before; hashes, digest and salt in hexadecimal. */
export interface ChainLink {
  readonly sequence: number;
  /** YYYY-MM-DD on which it was written, in UTC. */
  readonly day: string;
  /** Canonical JSON; null once it was purged, as the salt and the stored hash. */
  readonly entry: string | null;
  readonly salt: string | null;
  /** Of salt and entry; null in entries of the time before links were salted. */
  readonly digest: string | null;
  /** Hash of the entry before; null where an unsalted entry was purged. */
  readonly previous: string | null;
  readonly hash: string | null;
}

/** What the first entry of all follows. */
export const chainStart: ChainPoint = { sequence: 0, hash: "0".repeat(64) };

/**
 * The text of a link that is hashed: canonical (RFC 8785), as its entry is. Without the entry, since
 * a purge leaves it behind; null where nothing comparable is left.
 */
export function hashedText(link: Omit<ChainLink, "hash">, unsalted: number): string | null {
  const { sequence, day, entry, digest, previous } = link;
  if (digest !== null) {
    return `{"day":"${day}","digest":"${digest}","previous":"${previous}","sequence":${sequence},"unsalted":${unsalted}}`;
  }
  if (entry === null) return null;
  return `{"entry":${entry},"previous":"${previous}","sequence":${sequence}}`;
}

/** SHA-256 of what is hashed of a link, in hexadecimal. */
export function linkHash(link: Omit<ChainLink, "hash">, unsalted: number): string | null {
  const text = hashedText(link, unsalted);
  return text === null ? null : createHash("sha256").update(text, "utf8").digest("hex");
}

/** SHA-256 of the salt's bytes and the entry, in hexadecimal. */
export function entryDigest(salt: string, entry: string): string {
  return createHash("sha256").update(salt, "hex").update(entry, "utf8").digest("hex");
}
