import { closeMonths } from "@palier/landlord-store";
import { monthNumber, monthText, nomenclature1 } from "@palier/schema";
import fc from "fast-check";
import type { ImportOptions } from "./import-incidents.js";
import { parseMapping } from "./mapping/read-mapping.js";
import { ImportRefusedError } from "./report/bad-row.js";
import type { ImportSummary } from "./report/import-progress.js";
import { ImportStore } from "./testing/import-store.fixture.js";
import { tryImport } from "./try-import.js";

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

const clock = () => new Date("2026-11-22T10:00:00Z");

const mapping = parseMapping(
  `
columns: { reference: N, day: Date, category: Nature, place: Lieu, count: Nombre }
categories: { Tapage: NOISE }
site:
  columns: Site
  match: name
  create: { dwellings: 20, commune: { value: "77288" } }`,
  "mapping.yaml",
  nomenclature1,
);
const header = "N;Date;Nature;Lieu;Site;Nombre\n";

async function tried(text: string, options: ImportOptions = {}) {
  const path = await at.file("incidents.csv", text);
  return tryImport(at.store, [path], { mapping, clock, ...options });
}

it("tells months, days, words, sites and what is known, and loads nothing (issue 11)", async () => {
  await at.importText(`${header};05/08/2026;Tapage;;Les Tilleuls;\n`, { mapping });
  const before = await at.contents();
  const text =
    `${header};05/08/2026;Tapage;;Les Tilleuls;\n;05/08/2026;Tapage;hall;Les Tilleuls;\n` +
    "A;6/10/2026;Tapage;parkin;Les Tilleuls;\n;13/10/2026 22:10;Tapages;;Le Parc;\n" +
    ";14/10/2026;tapages;;Le Parc;\n;2026-10-15;Incendie volontaire;;Les Ormes;3\n;;Tapage;;Le Parc;\n";
  const { summary, refusal, ...trial } = await tried(text);
  expect(summary).toMatchObject({
    incidentsAdded: 4,
    alreadyKnown: 1,
    rowsRejected: 4,
    sitesCreated: 1,
  });
  expect(trial.months).toEqual([
    {
      month: monthNumber("2026-08"),
      added: 1,
      known: 1,
      corrected: 0,
      withdrawn: 0,
      purged: 0,
      rejected: 0,
    },
    {
      month: monthNumber("2026-10"),
      added: 3,
      known: 0,
      corrected: 0,
      withdrawn: 0,
      purged: 0,
      rejected: 3,
    },
  ]);
  expect(trial.rejectedWithoutDay).toBe(1);
  expect(trial.dates).toMatchObject([
    {
      ...{ form: "day-first", first: "2026-08-05", last: "2026-10-15", otherRows: 1 },
      shapes: [
        { example: "05/08/2026", rows: 3 },
        { example: "6/10/2026", rows: 1 },
        { example: "13/10/2026 22:10", rows: 1 },
        { example: "2026-10-15", rows: 1 },
      ],
    },
  ]);
  expect(trial.sites).toMatchObject([
    { name: "Les Ormes", commune: "77288", dwellings: 20, incidents: 3 },
  ]);
  expect([trial.doubleCount, trial.doubles[0]?.line, trial.doubles[0]?.otherLine]).toEqual([
    1, 3, 2,
  ]);
  expect(refusal?.badRows.map(({ value, rows, expected }) => [value, rows, expected])).toEqual([
    [
      "parkin",
      1,
      expect.stringMatching(/^a place \(did you mean CAR_PARK "parking"\?\), .*"places"$/),
    ],
    ["Tapages", 2, expect.stringContaining('(did you mean NOISE "')],
    ["", undefined, expect.stringContaining("a value")],
  ]);
  expect(refusal?.codes).toContainEqual(expect.stringMatching(/^NOISE "/));
  expect(await at.contents()).toEqual(before);
});

it("looks for doubles among as many rows as there are, not among all pairs of them", async () => {
  const rows = (place: string) => `;05/08/2026;Tapage;${place};Les Tilleuls;\n`.repeat(1_500);
  await at.importText(header + rows("hall"), { mapping });
  const database = await at.store.query<{ name: string }[]>("SELECT current_database() AS name");
  // Two million pairs are sorted on disk, three thousand rows in memory.
  await at.store.query(`ALTER DATABASE "${database[0]?.name}" SET temp_file_limit = 0`);
  await at.store.destroy();
  await at.store.initialize();
  const { doubles, doubleCount } = await tried(header + rows("parking"));
  expect([doubles.length, doubleCount]).toEqual([20, 1_500]);
  expect(new Set(doubles.map(({ otherLine }) => otherLine))).toEqual(new Set([2]));
});

it("says what makes a whole file unusable", async () => {
  const { refusal } = await tried(
    `${header};02/13/2026;Tapage;;Le Parc;\n;13/02/2026;Tapage;;Le Parc;\n`,
  );
  expect(refusal).toMatchObject({ canSkipBad: false, badRows: [{ column: "Date" }] });
  expect((await tried("A;B\n1;2\n")).refusal?.badRows.length).toBeGreaterThan(0);
});

const row = fc
  .record({
    reference: fc.constantFrom("", "", "A", "B", "C"),
    day: fc.constantFrom("05/08/2026", "06/09/2026", "2026-10-07", "31/02/2026", ""),
    nature: fc.constantFrom("Tapage", "NOISE", "ARSON", "tapages"),
    place: fc.constantFrom("", "hall", "parkin"),
    site: fc.constantFrom("Les Tilleuls", "LE PARC", "Les Ormes", ""),
    count: fc.constantFrom("", "", "0", "2", "x"),
  })
  .map((cells) => `${Object.values(cells).join(";")}\n`);
const file = fc.array(row, { minLength: 1, maxLength: 8 }).map((rows) => header + rows.join(""));

/** Save how long it took, and where rejected rows went. */
function outcome(summary: ImportSummary) {
  const { durationMs: _, rowsPerSecond: __, rejectedFiles: ___, ...rest } = summary;
  return rest;
}

async function imported(text: string, options: ImportOptions) {
  return at.importText(text, { mapping, ...options }).catch((error: unknown) => {
    if (error instanceof ImportRefusedError) return error;
    throw error;
  });
}

it("says of any file what importing it then does, as it is, without wrong rows, or as corrections", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(file, { minLength: 2, maxLength: 3 }),
      fc.boolean(),
      fc.boolean(),
      async (files, skipBad, isUpdate) => {
        await at.store.query(`
          TRUNCATE incident, incident_source, incident_personal, incident_identity, import_file, import_run, import_retold,
            incident_version, incident_version_personal, withdrawn_incident, closed_month, incident_count,
            classification, level_tally`);
        await at.store.query("DELETE FROM site WHERE reference NOT IN ('RES-001', 'RES-002')");
        const [first = "", ...others] = files;
        await imported(first, { skipBad: true });
        await closeMonths(at.store, [monthNumber("2026-08")], clock);
        for (const text of others) {
          const options = { skipBad, ...(isUpdate && { update: { isPreview: false } }) };
          const before = await at.contents();
          const trial = await tried(text, options);
          expect(await at.contents()).toEqual(before);
          const months = () =>
            at.store.query<{ month: string; count: number }[]>(
              "SELECT to_char(day, 'YYYY-MM') AS month, count(*)::integer AS count FROM incident GROUP BY 1 ORDER BY 1",
            );
          const counts = new Map((await months()).map(({ month, count }) => [month, count]));
          const result = await imported(text, options);
          if (result instanceof ImportRefusedError) {
            // Of errors themselves their messages alone are compared.
            expect({ ...trial.refusal }).toEqual({ ...result });
            continue;
          }
          expect(outcome(trial.summary)).toEqual(outcome(result));
          if (!skipBad) expect(trial.refusal).toBeNull();
          if (isUpdate) continue;
          const added = (await months()).map(({ month, count }) => [
            month,
            count - (counts.get(month) ?? 0),
          ]);
          const told = trial.months.map(({ month, added: fresh }) => [monthText(month), fresh]);
          const isSome = ([, count]: unknown[]) => count !== 0;
          expect(told.filter(isSome)).toEqual(added.filter(isSome));
        }
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);
