import { hash } from "node:crypto";

/** RFC 4648's letters in lower case: no sign that an id or an address would have to escape. */
const letters = "abcdefghijklmnopqrstuvwxyz234567";
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
  let bits = 0n;
  for (const byte of digest.subarray(0, (referenceLetters * 5) / 8)) {
    bits = (bits << 8n) | BigInt(byte);
  }
  let reference = "";
  for (let letter = 0; letter < referenceLetters; letter += 1) {
    reference = letters.charAt(Number(bits & 31n)) + reference;
    bits >>= 5n;
  }
  return reference;
}
