import { hash } from "node:crypto";
import { fold } from "@palier/schema";
import type { SiteMatch } from "../mapping/mapping.js";
import { readDecimal } from "../value/decimal.js";

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

/** The key as every way of writing it has it; NUL parts the values of several columns. */
export function normalKey(match: SiteMatch, key: string): string {
  if (match === "reference") return key;
  if (match === "columns") {
    return key
      .split("\0")
      .map((part) => numberIn(part) ?? fold(part))
      .join("\0");
  }
  return fold(key.replaceAll("\0", " "));
}

/** Keys of columns of which an earlier version, to which each spelling was another site, may have made the site. */
export function earlierKeys(key: string): ReadonlySet<string> {
  const parts = key.split("\0");
  const inDecimals = (sign: string) =>
    parts.map((part) => numberIn(part)?.replace(".", sign) ?? part).join("\0");
  return new Set([key, inDecimals("."), inDecimals(",")]);
}

/** Characters of a number that anybody writes. */
const longestNumber = 40;

/**
 * As sheets and objects have it, whatever sign its decimals stand behind. null: it is none, or one that would lose
 * digits; "1 2" may be two.
 */
function numberIn(part: string): string | null {
  if (part.length > longestNumber || /\s/.test(part)) return null;
  const reading = readDecimal(part);
  if (!reading.ok) return null;
  const { value } = reading;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? null : String(value);
}
