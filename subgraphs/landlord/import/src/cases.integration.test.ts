import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { nomenclature1 } from "@palier/schema";
import type { ImportOptions } from "./import-incidents.js";
import { parseMapping, readMapping } from "./mapping/read-mapping.js";
import { ImportStore, refusal } from "./testing/import-store.fixture.js";

/** Files as landlords had them, each folder with its mapping. */
const folder = fileURLToPath(new URL("../cases/", import.meta.url));

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

/** The files of a case, with its own mapping, and more of it. */
function taken(name: string, file: string, more = "", options: ImportOptions = {}) {
  const path = `${folder}${name}/mapping.yaml`;
  const mapping =
    more === ""
      ? readMapping(path, nomenclature1)
      : parseMapping(`${readFileSync(path, "utf8")}\n${more}`, path, nomenclature1);
  return at.importFiles([`${folder}${name}/${file}`], { mapping, ...options });
}

it("rewritten-row-doubles: one incident, however its row is written", async () => {
  const files = ["a", "b-other-date-form", "c-trailing-space", "d-column-order", "e-empty-column"];
  for (const file of [...files, "f-case"]) await taken("rewritten-row-doubles", `${file}.csv`);
  expect(await at.incidents()).toHaveLength(1);
});

it("status-column-doubles: a column that nobody reads makes no incident", async () => {
  await taken("status-column-doubles", "september.csv");
  expect(await taken("status-column-doubles", "october.csv")).toMatchObject({
    incidentsAdded: 0,
    alreadyKnown: 2,
    knownOtherwise: 0,
  });
});

it("numbering-restarts: refused with the way out, and loaded by year and number", async () => {
  await taken("numbering-restarts", "2025.csv");
  const error = await refusal(taken("numbering-restarts", "2026.csv"));
  expect(error.badRows[0]?.expected).toContain(
    ', of 2025; where numbers begin anew each year, the mapping takes the day\'s column and the number together: "reference: [Date, Number]"',
  );
  await at.store.query("TRUNCATE incident, incident_source, import_file");
  const numbered = "columns: { reference: [Date, Fiche], day: Date, category: Nature }";
  const rest = "categories: { Encombrants: FLY_TIPPING }\nsite: { columns: Site }";
  const mapping = parseMapping(`${numbered}\n${rest}`, "mapping.yaml", nomenclature1);
  for (const year of [2025, 2026, 2025]) {
    await at.importFiles([`${folder}numbering-restarts/${year}.csv`], { mapping });
  }
  expect(await at.incidents()).toHaveLength(2);
});

it("placeholder-reference: refused as references, or read as rows without one", async () => {
  const error = await refusal(taken("placeholder-reference", "incidents.csv"));
  expect(error.badRows.map(({ line, value }) => [line, value])).toEqual([
    [2, "2,02610E+11"],
    [3, "2,02610E+11"],
    [4, "-"],
    [5, "-"],
    [6, "#N/A"],
    [7, "#N/A"],
  ]);
  expect(error.badRows[0]?.expected).toContain("a spreadsheet has shortened it");
  const absent = "unusableReferences: absent";
  expect(await taken("placeholder-reference", "incidents.csv", absent)).toMatchObject({
    incidentsAdded: 6,
    alreadyKnown: 0,
  });
  expect(await taken("placeholder-reference", "incidents.csv", absent)).toMatchObject({
    incidentsAdded: 0,
    alreadyKnown: 6,
  });
});

async function days(): Promise<unknown[]> {
  const rows = await at.store.query<{ day: string; band: string | null }[]>(
    "SELECT to_char(day, 'YYYY-MM-DD') AS day, time_band AS band FROM incident ORDER BY line",
  );
  return rows.map(({ day, band }) => [day, band]);
}

it("anything-after-the-minutes: whatever follows a time of day makes the row wrong", async () => {
  const error = await refusal(taken("anything-after-the-minutes", "incidents.csv"));
  expect(error.badRows.map(({ line, column }) => [line, column])).toEqual([
    [2, "Date"],
    [3, "Date"],
    [4, "Date"],
  ]);
});

it("utc-timestamps: the day and the part of the day in Paris", async () => {
  await taken("utc-timestamps", "incidents.csv");
  expect(await days()).toEqual([
    ["2026-01-01", "NIGHT"],
    ["2026-07-01", "NIGHT"],
    ["2026-08-01", "NIGHT"],
  ]);
});

it("month-first-file: refused as a whole, with --skip-bad too, until the mapping says the form", async () => {
  for (const options of [{}, { skipBad: true }]) {
    const error = await refusal(taken("month-first-file", "incidents.csv", "", options));
    expect(error.badRows).toEqual([
      expect.objectContaining({ line: 4, column: "Date", value: "1/14/2026" }),
    ]);
    expect(error.badRows[0]?.expected).toContain('"dates:" in the mapping');
  }
  const evening = await refusal(taken("month-first-file", "pm.csv"));
  expect(evening.badRows[0]?.expected).toContain("day-first or month-first");
  await taken("month-first-file", "incidents.csv", "dates: month-first");
  await taken("month-first-file", "pm.csv", "dates: month-first");
  expect(await days()).toEqual([
    ["2026-01-02", null],
    ["2026-10-02", null],
    ["2026-01-03", null],
    ["2026-01-14", null],
    ["2026-01-25", null],
  ]);
});

it("only-is-exact: case and accents aside, as everywhere", async () => {
  expect(await taken("only-is-exact", "incidents.csv")).toMatchObject({
    incidentsAdded: 3,
    passedOver: 1,
  });
});

it("optional-word-blocks-row: words of severity, and for nothing known; an hour alone", async () => {
  const path = `${folder}optional-word-blocks-row/incidents.csv`;
  expect((await refusal(at.importFiles([path]))).badRowCount).toBe(2);
  const text = "severities: { Grave: 3 }\ntimeBands: { inconnu: ~ }";
  await at.importFiles([path], { mapping: parseMapping(text, "mapping.yaml", nomenclature1) });
  expect(
    await at.store.query("SELECT severity, time_band AS band FROM incident ORDER BY line"),
  ).toEqual([
    { severity: 3, band: "NIGHT" },
    { severity: null, band: null },
    { severity: null, band: "NIGHT" },
  ]);
});

it("commas-in-header: the delimiter is the one with which the columns are found", async () => {
  expect(await taken("commas-in-header", "incidents.csv")).toMatchObject({ incidentsAdded: 1 });
});

it("utf16-without-bom: recognised by its zeros", async () => {
  expect(await taken("utf16-without-bom", "incidents.csv")).toMatchObject({ incidentsAdded: 3 });
});

it("mapping-in-windows-1252: read as its editor saved it", async () => {
  expect(await taken("mapping-in-windows-1252", "incidents.csv")).toMatchObject({
    incidentsAdded: 2,
  });
});

it("unknown-natures-listed-by-row: each unknown word once, in how many rows, and the codes", async () => {
  const error = await refusal(taken("unknown-natures-listed-by-row", "incidents.csv"));
  expect(error.badRows.map(({ value, rows }) => [value, rows])).toEqual([
    ["Bruit", 150],
    // The number of the first row, which stands for none.
    ["0", undefined],
    ["Rodéo", 1],
  ]);
  expect([error.listedCount, error.problemCount]).toEqual([152, 152]);
  expect(error.codes).toContain('NOISE "Nuisances sonores"');
});

it("stray-commune-on-create: told which communes are new, and which addresses are alike", async () => {
  const summary = await taken("stray-commune-on-create", "incidents.csv");
  expect(summary.sitesByCommune).toEqual(new Map([["77000", 2]]));
  expect(
    summary.alikeAddresses.map(({ one, other }) => [one.address, other.address].sort()),
  ).toEqual([["12 rue Hugo", "12, rue Hugo"]]);
});
