import canonicalize from "canonicalize";

/**
 * The one spelling of a JSON value (RFC 8785): keys sorted, no spaces.
 *
 * @throws Error for what is no JSON value, such as an infinite number.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error("no JSON value");
  return text;
}
