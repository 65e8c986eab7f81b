import { hash, randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "@palier/landlord-store";
import { createDatabase } from "@palier/test-support";
import fc from "fast-check";
import type { DataSource } from "typeorm";
import { toDigits } from "./identity/incident-id.js";
import { IncidentIdentity } from "./identity/incident-identity.js";
import { importIncidents } from "./import-incidents.js";
import { listAlike } from "./incident/alike-incidents.js";

const migration = "IdentifyByValues1795000000000";

let url: string;
let store: DataSource;
let folder: string;
beforeEach(async () => {
  url = await createDatabase();
  store = await openStore(url, "lisiere");
  folder = await mkdtemp(join(tmpdir(), "palier-upgraded-"));
  await store.query(`
    INSERT INTO site (reference, name, commune, dwellings) VALUES
      ('RES-001', 'Les Tilleuls', '77288', 60), ('É;02', 'Le Parc', '77288', 40)`);
});
afterEach(async () => {
  await store.destroy();
  await rm(folder, { recursive: true });
});

/** Makes the migration anew, over what the store holds. */
async function upgrade(): Promise<void> {
  await store.query(`
    DROP TABLE incident_identity; ALTER TABLE import_file DROP COLUMN identity;
    DELETE FROM migrations WHERE name = '${migration}'`);
  await store.destroy();
  store = await openStore(url, "lisiere");
}

async function salt(): Promise<string> {
  const [node] = await store.query<{ salt: string }[]>("SELECT salt FROM node");
  return node?.salt ?? "";
}

/** As ids were made before: of the reference, or of the bytes of the row and its rank. */
function formerId(...parts: readonly string[]): string {
  return hash("sha256", parts.join("\0"), "hex").slice(0, 32);
}

interface Row {
  readonly cells: readonly string[];
  readonly reference: string;
}

/** What an earlier version stored of a file that it was given, and the file. */
async function formerImport(name: string, delimiter: string, rows: readonly Row[]) {
  const secret = await salt();
  const [file] = await store.query<{ id: number }[]>(
    "INSERT INTO import_file (name, rows_loaded) VALUES ($1, 0) RETURNING id",
    [name],
  );
  const written = (cell: string) =>
    cell.includes(delimiter) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
  const seen = new Map<string, number>();
  for (const [index, { cells, reference }] of rows.entries()) {
    const first = formerId(secret, "row", ...cells);
    const rank = (seen.get(first) ?? 0) + 1;
    seen.set(first, rank);
    const repeated = rank === 1 ? first : formerId(secret, "row", first, String(rank));
    const id = reference === "" ? repeated : formerId(secret, "incident", reference);
    const [, day, category, site, severity] = cells;
    await store.query(
      `INSERT INTO incident (id, site_id, day, category, severity, file_id, line)
       SELECT $1, site.id, $2, $3, $4, $5, $6 FROM site WHERE reference = $7
       ON CONFLICT DO NOTHING`,
      [id, day, category, severity || null, file?.id, index + 2, site],
    );
    await store.query("INSERT INTO incident_source VALUES ($1, $2, $3)", [
      file?.id,
      index + 2,
      cells.map(written).join(delimiter),
    ]);
  }
  const path = join(folder, name);
  const header = ["reference", "day", "category", "site", "severity", "commentaire"];
  const lines = [header, ...rows.map(({ cells }) => cells.map(written))];
  await writeFile(path, `${lines.map((cells) => cells.join(delimiter)).join("\n")}\n`);
  return path;
}

function ids(): Promise<unknown[]> {
  return store.query("SELECT * FROM incident ORDER BY id");
}

const row: fc.Arbitrary<Row> = fc
  .record({
    number: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
    day: fc.constantFrom("2026-02-05", "2026-02-06"),
    category: fc.constantFrom("NOISE", "ARSON"),
    site: fc.constantFrom("RES-001", "É;02"),
    severity: fc.constantFrom("", "3"),
    text: fc.constantFrom("", 'dit ""non""; reparti', "Été"),
  })
  .map(({ number, day, category, site, severity, text }) => {
    if (number === null) return { reference: "", cells: ["", day, category, site, severity, text] };
    // One reference is one incident: all else follows from it.
    const reference = `N;${number} "bis"`;
    return { reference, cells: [reference, "2026-02-07", "NOISE", "RES-001", "", ""] };
  });
const file = fc.record({
  delimiter: fc.constantFrom(";", ",", "\t"),
  rows: fc.array(row, { minLength: 1, maxLength: 12 }),
});

it("keeps the ids of an older store, and adds no incident of any file that it has", async () => {
  const clock = () => new Date("2026-11-22T10:00:00Z");
  await fc.assert(
    fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 3 }), async (files) => {
      await store.query(
        "TRUNCATE incident, incident_source, incident_personal, incident_identity, import_file",
      );
      const paths = [];
      for (const [index, { delimiter, rows }] of files.entries()) {
        paths.push(await formerImport(`${index}.csv`, delimiter, rows));
      }
      const before = await ids();
      await upgrade();
      expect(await ids()).toEqual(before);
      for (const path of paths.toReversed()) {
        expect(await importIncidents(store, [path], { clock })).toMatchObject({
          incidentsAdded: 0,
        });
      }
      expect(await ids()).toEqual(before);
    }),
    { numRuns: 15 },
  );
});

it("takes an incident of a reference for no incident without one", async () => {
  const cells = ["F-1", "2026-02-05", "NOISE", "RES-001", "", ""];
  await formerImport("1.csv", ";", [{ reference: "F-1", cells }]);
  await upgrade();
  const path = join(folder, "2.csv");
  await writeFile(path, "day;category;site\n05/02/2026;NOISE;RES-001\n");
  expect(await importIncidents(store, [path])).toMatchObject({ incidentsAdded: 1 });
});

it("lists what an earlier version may have taken for several, equal rows of one file aside", async () => {
  const row = (day: string, text: string) => ({
    reference: "",
    cells: ["", day, "NOISE", "RES-001", "", text],
  });
  await formerImport("1.csv", ";", [
    row("2026-02-05", ""),
    row("2026-02-06", ""),
    row("2026-02-06", ""),
  ]);
  await formerImport("2.csv", ";", [row("2026-02-05", "clos"), row("2026-02-07", "")]);
  await upgrade();
  const alike = await listAlike(store.manager);
  expect(alike.map(({ group, day, file, line }) => [group, day, file, line])).toEqual([
    [1, "2026-02-05", "1.csv", 2],
    [1, "2026-02-05", "2.csv", 2],
  ]);
});

it("writes in SQL the identity that TypeScript writes, with its rank", async () => {
  const secret = await salt();
  const identity = new IncidentIdentity(secret);
  const values = [
    {
      site: "RES-001",
      day: "2026-02-05",
      category: "NOISE",
      timeBand: null,
      place: null,
      severity: null,
    },
    {
      site: "É;02",
      day: "0999-01-31",
      category: "ARSON",
      timeBand: "NIGHT",
      place: "ROOF",
      severity: 4,
    },
    {
      site: "RES-001",
      day: "2024-02-29",
      category: "X_Y",
      timeBand: "",
      place: "ÉTAGE",
      severity: 1,
    },
  ] as const;
  const expected: string[] = [];
  for (const { site, day, category, timeBand, place, severity } of values) {
    for (const rank of [1, 2, 12]) {
      const first = identity.ofValues({ site, day, category, timeBand, place, severity });
      expected.push(toDigits(identity.ofEqual(first, rank)));
    }
    for (let copy = 0; copy < 12; copy += 1) {
      await store.query(
        `INSERT INTO incident (id, site_id, day, category, time_band, place, severity, file_id, line)
         SELECT $1, site.id, $2, $3, $4, $5, $6, 1, $7 FROM site WHERE reference = $8`,
        [randomUUID(), day, category, timeBand, place, severity, copy, site],
      );
    }
  }
  await upgrade();
  const found = await store.query<{ identity: string }[]>(
    "SELECT replace(identity::text, '-', '') AS identity FROM incident_identity",
  );
  expect(found).toHaveLength(36);
  expect(found.map((one) => one.identity)).toEqual(expect.arrayContaining(expected));
});
