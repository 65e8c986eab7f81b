import { closeMonths, reopenMonths } from "@palier/landlord-store";
import { type MonthNumber, monthNumber, nomenclature1 } from "@palier/schema";
import fc from "fast-check";
import type { ImportLimits } from "./loading/import-limits.js";
import { parseMapping } from "./mapping/read-mapping.js";
import { header, ImportStore } from "./testing/import-store.fixture.js";

const firstMonth = monthNumber("2024-03");
const months = Array.from({ length: 14 }, (_, index) => firstMonth + index);
const mapping = parseMapping(
  'site: { columns: site, create: { dwellings: 60, commune: { value: "77288" } } }',
  "mapping.yaml",
  nomenclature1,
);

let at: ImportStore;
beforeAll(async () => {
  at = await ImportStore.open();
});
afterAll(() => at.close());

interface Row {
  readonly text: string;
  readonly month: MonthNumber;
}

/** A row without a reference is several incidents when it stands several times in one file. */
const row: fc.Arbitrary<Row> = fc
  .record({
    reference: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }),
    site: fc.integer({ min: 1, max: 3 }),
    month: fc.constantFrom(...months),
    category: fc.constantFrom("NOISE", "DRUG_DEALING", "GRAFFITI"),
  })
  .map(({ reference, site, month, category }) => {
    // One reference is one incident: all else follows from it.
    const which = reference === null ? month : firstMonth + (reference % months.length);
    const at = reference === null ? site : 1 + (reference % 3);
    const what = reference === null ? category : "DRUG_DEALING";
    const day = `${Math.floor(which / 12)}-${String((which % 12) + 1).padStart(2, "0")}-05`;
    const name = reference === null ? "" : `F-${reference}`;
    return { text: `${name},S-${at},${day},${what}\n`, month: which };
  });

/** Of each site, before a month is closed: it is as old as the record, and not younger than what was published. */
const sites: readonly Row[] = [1, 2, 3].map((site) => {
  return { text: `S-${site},S-${site},2024-02-05,GRAFFITI\n`, month: firstMonth - 1 };
});

/** Rows of one file, and the months that are closed after it. */
interface Turn {
  readonly rows: readonly Row[];
  readonly closing: readonly MonthNumber[];
}

/** The rows in files, in any order; equal rows without a reference stay together. */
const turns: fc.Arbitrary<{ readonly rows: readonly Row[]; readonly turns: readonly Turn[] }> = fc
  .record({
    rows: fc.array(row, { minLength: 1, maxLength: 120 }),
    files: fc.array(fc.subarray(months), { minLength: 1, maxLength: 5 }),
    places: fc.array(fc.nat(), { minLength: 120, maxLength: 120 }),
    isAgain: fc.boolean(),
  })
  .map(({ rows, files, places, isAgain }) => {
    const placeOf = (one: Row, index: number) => {
      const first = rows.findIndex(({ text }) => text === one.text);
      return (places[one.text.startsWith(",") ? first : index] ?? 0) % files.length;
    };
    const split = files.map((closing, file) => ({
      rows: rows.filter((one, index) => placeOf(one, index) === file),
      closing,
    }));
    return { rows, turns: isAgain ? [...split, ...split] : split };
  });

const limits: fc.Arbitrary<Partial<ImportLimits>> = fc.record({
  chunkRows: fc.integer({ min: 1, max: 50 }),
  rowsALoad: fc.integer({ min: 1, max: 50 }),
  rowsWorthDropping: fc.constantFrom(0, 1_000),
  rowsRankedInMemory: fc.integer({ min: 0, max: 20 }),
});

async function importRows(rows: readonly Row[], options: Partial<ImportLimits> = {}) {
  const text = header + rows.map((one) => one.text).join("");
  await at.importText(text, { mapping, limits: options });
}

/** Imports a file as an administrator does: reopens what it adds to, and closes some months. */
async function take({ rows, closing }: Turn, options: Partial<ImportLimits>) {
  const closed = await at.store.query<{ month: MonthNumber }[]>("SELECT month FROM closed_month");
  for (const { month } of closed) {
    if (rows.some((one) => one.month === month)) await reopenMonths(at.store, [month]);
  }
  await importRows(rows, options);
  await closeMonths(at.store, closing);
}

/** The store's tables after the work, without the numbers of sites, files and lines. */
async function tablesAfter(work: () => Promise<void>): Promise<unknown> {
  await at.store.query(`
    TRUNCATE site, site_past, incident, incident_source, incident_personal, import_file, closed_month,
      incident_count, classification, level_tally, decision, action CASCADE`);
  await importRows(sites);
  await work();
  await closeMonths(at.store, months);
  const ofSites = (columns: string, table: string) =>
    `SELECT s.reference AS site, ${columns} FROM ${table} AS t JOIN site s ON s.id = t.site_id
     ORDER BY 1, 2, 3`;
  const queries = [
    "SELECT reference, name, commune, dwellings FROM site ORDER BY reference",
    `SELECT i.id, s.reference AS site, i.day::text, i.category, r.source_row
     FROM incident i JOIN site s ON s.id = i.site_id JOIN incident_source r USING (file_id, line)
     ORDER BY i.id`,
    "SELECT sum(rows_loaded)::integer AS loaded FROM import_file",
    "SELECT month FROM closed_month ORDER BY month",
    ofSites("month, category, incidents", "incident_count"),
    ofSites("from_month, to_month, computed_level, held_level, level, since", "classification"),
    "SELECT * FROM level_tally AS t ORDER BY t::text",
  ];
  return Promise.all(queries.map((sql) => at.store.query(sql)));
}

it("holds the same however the rows are split, ordered, and months reopened for them", async () => {
  await fc.assert(
    fc.asyncProperty(turns, limits, async (given, options) => {
      const atOnce = await tablesAfter(() => importRows(given.rows));
      const split = await tablesAfter(async () => {
        for (const turn of given.turns) await take(turn, options);
      });
      expect(split).toEqual(atOnce);
    }),
    { numRuns: 25 },
  );
});
