import { canonicalJson } from "@palier/schema";
import { exampleEntry } from "./access-entry.fixture.js";
import { accessEntryText } from "./access-entry.js";
import { hashedText, linkHash } from "./chain.js";

it("hashes the canonical form of number, previous hash and entry", () => {
  const entry = exampleEntry(3, {
    operation: "Été",
    decision: { outcome: "REFUSED", code: "BAD_USER_INPUT" },
  });
  const link = { entry: accessEntryText(entry), previous: "0".repeat(64), sequence: 3 };
  const whole = { ...link, entry: { ...entry, at: "2026-11-01T00:00:03.000Z" } };
  expect(hashedText(link)).toBe(canonicalJson(whole));
  expect(linkHash(link)).toMatch(/^[0-9a-f]{64}$/);
});

it.each([
  ["a NUL", "a\u0000"],
  ["half of a surrogate pair", "a\ud83d"],
])("refuses an entry with %s, which no database column holds", (_, subject) => {
  expect(() => accessEntryText(exampleEntry(1, { subject }))).toThrow("unstorable text");
});

it("takes any other text", () => {
  const subject = 'a\\u0000 \\ud83d 😀 "é" \n';
  expect(JSON.parse(accessEntryText(exampleEntry(1, { subject }))).subject).toBe(subject);
});
