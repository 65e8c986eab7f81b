import { nomenclature1 } from "@palier/schema";
import { ofEachFact } from "../facts/site-facts.js";
import { parseMapping } from "./read-mapping.js";

function problemsOf(text: string): string[] {
  try {
    parseMapping(text, "mapping.yaml", nomenclature1);
    return [];
  } catch (error) {
    return (error as Error & { problems: string[] }).problems;
  }
}

const french = `
encoding: windows-1252
delimiter: ";"
columns:
  reference: N° de fiche
  day: Date des faits
  category: Nature
categories:
  Trafic de stupéfiants: DRUG_DEALING
site:
  columns: [Code résidence]
  create: { dwellings: 60, commune: { value: "77288" }, name: Résidence }
only: { column: Ville, startsWith: Melun }
`;

it("reads a whole mapping", () => {
  const mapping = parseMapping(french, "mapping.yaml", nomenclature1);
  expect(mapping.encoding).toBe("windows-1252");
  expect(mapping.columns.get("day")).toEqual([{ names: ["Date des faits"], isRequired: true }]);
  expect(mapping.columns.has("narrative")).toBe(false);
  expect(mapping.categories.get("Trafic de stupéfiants")).toBe("DRUG_DEALING");
  expect(mapping.site).toEqual({
    columns: [{ names: ["Code résidence"], isRequired: true }],
    match: "reference",
    create: {
      ...ofEachFact(() => null),
      dwellings: { value: "60" },
      commune: { value: "77288" },
      name: { column: "Résidence" },
    },
  });
  expect(mapping.only).toEqual({ column: "Ville", startsWith: "Melun", equals: null });
});

it("keeps Palier's own column names where the mapping is silent", () => {
  const mapping = parseMapping("categories: { Tapage: NOISE }", "mapping.yaml", nomenclature1);
  expect(mapping.columns.get("day")?.[0]?.names).toContain("jour");
  expect(mapping.site.match).toBe("reference");
});

it.each([
  ["an unknown key", "colums: {}", 'line 1, column 1: unknown key "colums"'],
  ["no day", "columns: { category: Nature }", 'line 1, column 1: "day" is missing'],
  [
    "an unknown category",
    "\ncategories: { Tags: GRAFITI }",
    '"GRAFITI" is not known (did you mean GRAFFITI "Tags et graffitis"?)',
  ],
  ["an unknown place", "places: { Hall: LOBBY }", "write one of ENTRANCE_HALL, STAIRWELL"],
  [
    "a word given twice",
    "categories:\n  Tapage: NOISE\n  TAPAGE: THREAT",
    'line 3, column 3: "TAPAGE" already stands for NOISE',
  ],
  ["an unknown encoding", "encoding: latin1", "write utf-8, windows-1252, utf-16"],
  ["an unknown delimiter", 'delimiter: "|"', 'write ",", ";" or "\\t"'],
  ["columns that make no site", "site: { columns: [A, B], match: columns }", 'add "create"'],
  [
    "half a location",
    "site: { columns: A, create: { dwellings: 1, commune: B, longitude: X } }",
    '"longitude" and "latitude" together',
  ],
  ["a filter without a value", "only: { column: Ville }", 'either "startsWith" or "equals"'],
  ["a list", "- columns", "write the mapping as keys and values"],
  ["no YAML", "columns: [", "line 1"],
])("refuses %s and says what would be right", (_, text, expected) => {
  const problems = problemsOf(text);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(expected);
});

it("reports all problems of one kind at once", () => {
  expect(problemsOf("categories: { Bruit: NOIZE }\nplaces: { Cave: CELLAR }")).toHaveLength(2);
});

it("lists the first twenty problems, and the known codes once, however many there are", () => {
  const words = Array.from({ length: 8_000 }, (_, index) => `  mot ${index}: QXZ${index}`);
  const problems = problemsOf(`categories:\n${words.join("\n")}\nplaces: { Hall: QXZ }`);
  expect(problems).toHaveLength(21);
  expect(problems[0]).toMatch(/line 2, column 3: "QXZ0" is not known; write one of .*NOISE/);
  expect(problems[19]).toBe(
    'mapping.yaml, line 21, column 3: "QXZ19" is not known; write one of those named above',
  );
  expect(problems[20]).toBe("and 7981 more problems");
});

it.each([
  ["a code", `categories: { Bruit: ${"X".repeat(100_000)} }`],
  ["a word", `categories: { ? ${"x".repeat(100_000)} : NOISE, ? ${"X".repeat(100_000)} : ARSON }`],
])("shows of a long %s what a message holds", (_, text) => {
  const problems = problemsOf(text);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.length).toBeLessThan(600);
});
