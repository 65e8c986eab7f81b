import { createHash } from "node:crypto";
import type { ChainPoint } from "@palier/schema";

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
