import { canonicalJson, entryDigest, loggedText, parseLogged } from "@palier/schema";
import { entryOfSubject, exampleEntry, refusedEntry } from "./access-entry.fixture.js";
import { hashedText, linkHash } from "./chain.js";

it("keeps who, why, what and how it ended, and nothing besides", () => {
  expect(parseLogged(loggedText(exampleEntry(3)))).toEqual({
    at: new Date("2026-11-01T00:00:03Z"),
    subject: "agent-7",
    partner: "police-amont",
    kind: "POLICE",
    purpose: "PATROL_PLANNING",
    asks: "FIELDS",
    operationId: null,
    operation: "Levels3",
    coordinates: ["Site.level", "Site.name"],
    sites: ["lisiere:S-3"],
    territories: ["10001"],
    rows: 3,
    decision: "GRANTED",
    reason: null,
    durationMs: 12,
  });
  const unknown = { subject: null, partner: null, kind: null, purpose: null, asks: null };
  expect(parseLogged(loggedText(refusedEntry(1)))).toMatchObject(unknown);
});

it("hashes canonical form: of an unsalted entry itself, of a later one its digest", () => {
  const entry = loggedText(exampleEntry(3, { operation: "Été" }));
  const tie = { previous: "0".repeat(64), sequence: 3 };
  const unsalted = { ...tie, day: "2026-11-01", entry, salt: null, digest: null };
  expect(hashedText(unsalted, 3)).toBe(canonicalJson({ ...tie, entry: JSON.parse(entry) }));
  expect(linkHash(unsalted, 3)).toMatch(/^[0-9a-f]{64}$/);
  const salt = "5a".repeat(16);
  const digest = entryDigest(salt, entry);
  expect(hashedText({ ...unsalted, salt, digest }, 2)).toBe(
    canonicalJson({ ...tie, day: "2026-11-01", digest, unsalted: 2 }),
  );
  expect(entryDigest("a5".repeat(16), entry)).not.toBe(digest);
});

it.each([
  ["a NUL", "a\u0000"],
  ["half of a surrogate pair", "a\ud83d"],
])("refuses an entry with %s, which no database column holds", (_, subject) => {
  expect(() => loggedText(entryOfSubject(1, subject))).toThrow("unstorable text");
});

it("takes any other text", () => {
  const subject = 'a\\u0000 \\ud83d 😀 "é" \n';
  expect(parseLogged(loggedText(entryOfSubject(1, subject))).subject).toBe(subject);
});
