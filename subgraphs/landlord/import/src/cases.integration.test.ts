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
