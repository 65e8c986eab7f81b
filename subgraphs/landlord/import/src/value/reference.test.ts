import { readRecorded } from "./plain-text.js";
import { readReference } from "./reference.js";

it.each([
  "-",
  "—",
  "#N/A",
  "Néant",
  "0",
  "000",
  "n/a",
  "?",
  "2,02610E+11",
  "2.1E+5",
  "Sans  objet",
])("takes %j for no reference", (text) => {
  expect(readReference(text, "refused").ok).toBe(false);
  expect(readReference(text, "absent")).toEqual({ ok: true, value: null });
});

it.each(["2026-0412", "F1", "10", "12E5", "0-1", "A0", "E+5", "sans-001"])(
  "takes %j for a reference",
  (text) => {
    expect(readReference(text, "absent")).toEqual({ ok: true, value: text });
  },
);

it.each([
  ["a line break", "Les\nTilleuls", "character 4 is U+000A"],
  ["a mark of direction", "Les \u202eTilleuls", "character 5 is U+202E"],
  ["a letter of no width", "Les\u200bTilleuls", "character 4 is U+200B"],
  ["a tabulator", "A\tB", "character 2 is U+0009"],
  ["more than 200 characters", "x".repeat(201), "at most 200 characters; this has 201"],
])("refuses %s in a name", (_, text, expected) => {
  const reading = readRecorded("siteReference", text);
  expect(reading.ok ? "" : reading.expected).toContain(expected);
});

it("takes accents, apostrophes, no-break spaces and other scripts for plain text", () => {
  const text = "Résidence de l’Été\u00a0n° 3, 北の塔 👩‍👩‍👧".replaceAll("\u200d", "");
  expect(readRecorded("siteReference", text)).toEqual({ ok: true, value: text });
});
