import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { readyStore } from "@palier/landlord-store/testing/database";
import { nomenclature1 } from "@palier/schema";
import type { DataSource } from "typeorm";
import { importIncidents } from "./import-incidents.js";
import { parseMapping } from "./mapping/read-mapping.js";
import { importProcessName, startImport } from "./testing/start-import.js";

const mapping = `
site: { columns: [site], create: { dwellings: 60, commune: { value: "77288" } } }
`;
const rowsAFile = 15_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-killed-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Half of the rows have no reference, and a tenth of these come twice. */
async function writeIncidents(name: string, first: number): Promise<string> {
  const rows = Array.from({ length: rowsAFile }, (_, index) => {
    const number = first + index;
    const reference = index % 2 === 0 ? `F-${number}` : "";
    const day = `2025-0${1 + (index % 9)}-${10 + (Math.floor(index / 20) % 18)}`;
    return `${reference},S-${Math.floor(index / 20) % 700},${day},NOISE,said ${number}\n`;
  });
  const path = join(folder, name);
  await writeFile(path, `reference,site,day,category,narrative\n${rows.join("")}`);
  return path;
}

/** A digest of every row and index of the store; the numbers of files and sites may differ. */
async function contents(store: DataSource): Promise<unknown> {
  return store.query(`
    SELECT (SELECT md5(string_agg(t::text, '|' ORDER BY t.reference))
            FROM (SELECT reference, name, commune, dwellings FROM site) t) AS sites,
           (SELECT md5(string_agg(concat_ws(',', i.id, s.reference, i.day, i.category, i.line,
                                            r.source_row, p.narrative, f.name), '|' ORDER BY i.id))
            FROM incident i JOIN site s ON s.id = i.site_id
            JOIN incident_source r USING (file_id, line)
            JOIN incident_personal p ON p.incident_id = i.id
            JOIN import_file f ON f.id = i.file_id) AS incidents,
           (SELECT count(*)::integer FROM incident) AS incident_rows,
           (SELECT count(*)::integer FROM incident_source) AS source_rows,
           (SELECT count(*)::integer FROM incident_personal) AS personal_rows,
           (SELECT sum(rows_loaded)::integer FROM import_file) AS loaded,
           (SELECT md5(string_agg(indexdef, '|' ORDER BY indexname))
            FROM pg_indexes WHERE schemaname = 'public') AS indexes`);
}

/** Until the server has met the end of a killed process's connections. */
async function backendsGone(store: DataSource): Promise<void> {
  const left = () =>
    store.query<unknown[]>(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1",
      [importProcessName],
    );
  while ((await left()).length > 0) await setTimeout(10);
}

async function newStore(salt: string): Promise<{ databaseUrl: string; store: DataSource }> {
  const { databaseUrl, store } = await readyStore("lisiere");
  await store.query("UPDATE node SET salt = $1", [salt]);
  return { databaseUrl, store };
}

it.each([
  ["a first import", 0, 5],
  ["a later import", 1, 3],
])(
  "%s that is killed at any instant leaves the store as before or complete",
  async (_, filesBefore, kills) => {
    const files = [await writeIncidents("1.csv", 1), await writeIncidents("2.csv", 40_001)];
    const { databaseUrl, store } = await newStore("salt");
    const whole = await newStore("salt");
    const options = { mapping: parseMapping(mapping, "mapping.yaml", nomenclature1) };
    await importIncidents(store, files.slice(0, filesBefore), options);
    await importIncidents(whole.store, files.slice(0, filesBefore), options);
    const before = await contents(store);
    const { durationMs } = await importIncidents(whole.store, files, options);
    const after = await contents(whole.store);
    expect(after).not.toEqual(before);

    let isComplete = false;
    for (let kill = 0; kill < kills; kill += 1) {
      const attempt = startImport(databaseUrl, mapping, files);
      await attempt.began;
      // Any instant, each part of the import in turn.
      await setTimeout(((kill + Math.random()) / kills) * durationMs);
      attempt.process.kill("SIGKILL");
      await attempt.ended;
      await backendsGone(store);
      const found = await contents(store);
      isComplete ||= JSON.stringify(found) === JSON.stringify(after);
      expect(found).toEqual(isComplete ? after : before);
    }
    await importIncidents(store, files, options);
    expect(await contents(store)).toEqual(after);
    await store.destroy();
    await whole.store.destroy();
  },
);
