import { ConfigurationError } from "../ground/errors.js";
import {
  generateSigningKey,
  isPublicKey,
  parseSigningKey,
  signingKeyText,
} from "./signature-key.js";

it("writes a key that it reads back, and never the same one twice", async () => {
  const key = await generateSigningKey();
  expect(parseSigningKey(signingKeyText(key), "lisiere.key.json")).toEqual(key);
  expect(isPublicKey(key.x)).toBe(true);
  expect((await generateSigningKey()).d).not.toBe(key.d);
});

it("refuses what is no key, without quoting it", async () => {
  const key = await generateSigningKey();
  const other = await generateSigningKey();
  const bad = [
    ["", "not a signing key"],
    [signingKeyText(key).slice(0, -4), "not a signing key"],
    [JSON.stringify({ ...key, crv: "X25519" }), "not a signing key"],
    [JSON.stringify({ ...key, d: undefined }), "not a signing key"],
    [JSON.stringify({ ...key, d: key.d.slice(1) }), "not a signing key"],
    [JSON.stringify({ ...key, kid: "lisiere" }), "not a signing key"],
    [JSON.stringify({ ...key, x: other.x }), "the public key `x` is not that of `d`"],
  ] as const;
  for (const [text, problem] of bad) {
    expect(() => parseSigningKey(text, "lisiere.key.json")).toThrow(ConfigurationError);
    expect(() => parseSigningKey(text, "lisiere.key.json")).toThrow(`lisiere.key.json: ${problem}`);
    expect(() => parseSigningKey(text, "lisiere.key.json")).not.toThrow(key.d);
  }
});

it.each(["", "A".repeat(42), "A".repeat(44), `${"A".repeat(42)}B`, `${"A".repeat(42)}+`, 43])(
  "does not take %p for a public key",
  (text) => {
    expect(isPublicKey(text)).toBe(false);
  },
);
