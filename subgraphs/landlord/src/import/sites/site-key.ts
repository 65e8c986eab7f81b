import { hash } from "node:crypto";

/** RFC 4648's letters in lower case: no sign that an id or an address would have to escape. */
const letters = "abcdefghijklmnopqrstuvwxyz234567";
const letterBits = 5;
const referenceLetters = 16;

/**
 * Reference of a site that the import makes: opaque, because it becomes part of a public id and
 * the key may hold an exact address; the same for the same key, whatever came first. Sixteen
 * letters are 80 bits: among a million sites two meet once in 10^12 stores.
 *
 * @param key the values that the site is recognised by; NUL parts them.
 */
export function opaqueReference(salt: string, key: string): string {
  const digest = hash("sha256", `${salt}\0site\0${key}`, "buffer");
  let reference = "";
  let pending = 0;
  let bits = 0;
  for (const byte of digest.subarray(0, (referenceLetters * letterBits) / 8)) {
    pending = (pending << 8) | byte;
    for (bits += 8; bits >= letterBits; bits -= letterBits) {
      reference += letters.charAt((pending >>> (bits - letterBits)) & 31);
    }
    pending &= (1 << bits) - 1;
  }
  return reference;
}
