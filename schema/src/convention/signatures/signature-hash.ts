import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Convention } from "../convention.js";

/**
 * The convention as its parties sign it, by RFC 8785: what the file says, whatever its comments,
 * layout and order of keys. The order of lists counts.
 */
export function canonicalForm(convention: Convention): string {
  const text = canonicalize(convention);
  if (text === undefined) throw new Error("a convention that is no value");
  return text;
}

/** `sha256-` and the SHA-256 of the canonical form in base64url, 43 characters. */
export function conventionHash(convention: Convention): string {
  return `sha256-${createHash("sha256").update(canonicalForm(convention), "utf8").digest("base64url")}`;
}
