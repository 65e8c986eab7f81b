import { canonicalJson, loggedText, parseLogged } from "@palier/schema";
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

it("hashes the canonical form of number, previous hash and entry", () => {
  const entry = loggedText(exampleEntry(3, { operation: "Été" }));
  const link = { entry, previous: "0".repeat(64), sequence: 3 };
  expect(hashedText(link)).toBe(canonicalJson({ ...link, entry: JSON.parse(entry) }));
  expect(linkHash(link)).toMatch(/^[0-9a-f]{64}$/);
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
