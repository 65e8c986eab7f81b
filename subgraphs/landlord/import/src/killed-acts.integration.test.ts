import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { listImports, openStore } from "@palier/landlord-store";
import { readyStore } from "@palier/landlord-store/testing/database";
import { bundledProgram, createDatabase } from "@palier/test-support";
import type { DataSource } from "typeorm";
import { importIncidents } from "./import-incidents.js";
import { type CorrectionAct, correctionActs } from "./testing/correction-acts.js";

const program = await bundledProgram(new URL("./testing/correction-process.ts", import.meta.url));
/** What PostgreSQL calls the connections of such a process. */
const processName = "palier-act-process";
const rowsAFile = 1_500;
const kills = 3;

let folder: string;
/** Database with an import, and another that corrects half of it and adds as much; each act is done to copies of it. */
let told: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-killed-act-"));
  const { databaseUrl, store } = await readyStore("lisiere");
  await store.query(`
    UPDATE node SET salt = 'salt';
    INSERT INTO site (reference, name, commune, dwellings) VALUES ('A', 'A', '77288', 60)`);
  await importIncidents(store, [await writeIncidents("first.csv", "NOISE")], {});
  const second = await writeIncidents("second.csv", "ARSON", rowsAFile / 2);
  await importIncidents(store, [second], { update: { isPreview: false } });
  await store.destroy();
  told = new URL(databaseUrl).pathname.slice(1);
});
afterAll(() => rm(folder, { recursive: true }));

async function writeIncidents(name: string, category: string, first = 0): Promise<string> {
  const rows = Array.from({ length: rowsAFile }, (_, index) => {
    const day = String(1 + (index % 28)).padStart(2, "0");
    return `F-${first + index},A,2025-05-${day},${category},said ${index}\n`;
  });
  const path = join(folder, name);
  await writeFile(path, `reference,site,day,category,narrative\n${rows.join("")}`);
  return path;
}

async function newStore(): Promise<{ databaseUrl: string; store: DataSource }> {
  const databaseUrl = await createDatabase(told);
  return { databaseUrl, store: await openStore(databaseUrl, "lisiere") };
}

/** A digest of all that such an act writes; numbers that a failed attempt uses up may differ. */
function contents(store: DataSource): Promise<unknown> {
  return store.query(`
    SELECT (SELECT md5(string_agg(concat_ws(',', i.id, i.day, i.category, i.place, i.line, r.source_row,
              p.narrative, f.name), '|' ORDER BY i.id))
            FROM incident i JOIN incident_source r USING (file_id, line)
            JOIN incident_personal p ON p.incident_id = i.id
            JOIN import_file f ON f.id = i.file_id) AS incidents,
           (SELECT md5(string_agg(concat_ws(',', v.incident_id, act, reason, day, category, place, line,
              p.narrative), '|' ORDER BY v.incident_id, v.id))
            FROM incident_version v
            LEFT JOIN incident_version_personal p ON p.version_id = v.id) AS versions,
           (SELECT string_agg(incident_id::text, '|') FROM withdrawn_incident) AS withdrawn,
           (SELECT count(*)::integer FROM incident) AS incident_rows,
           (SELECT count(*)::integer FROM incident_source) AS source_rows,
           (SELECT count(*)::integer FROM incident_personal) AS personal_rows,
           (SELECT string_agg(concat_ws(',', name, rows_loaded, rows_corrected, undone_at IS NULL), '|'
              ORDER BY f.id) FROM import_file f JOIN import_run r ON r.id = f.import_id) AS imports`);
}

async function startAct(databaseUrl: string, act: CorrectionAct, argument: string) {
  const child = fork(program, [databaseUrl, act, argument], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    // biome-ignore lint/style/noProcessEnv: what a process of its own would have, and a name more.
    env: { ...process.env, PGAPPNAME: processName },
  });
  const ended = once(child, "exit");
  await Promise.race([once(child, "message"), ended]);
  return { child, ended };
}

/** Until the server has met the end of a killed process's connections. */
async function backendsGone(store: DataSource): Promise<void> {
  const left = () =>
    store.query<unknown[]>(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND application_name LIKE 'palier%' AND state <> 'idle'`,
    );
  while ((await left()).length > 0) await setTimeout(10);
}

it.each<[string, CorrectionAct]>([
  ["a file of corrections", "update"],
  ["an undo", "undo"],
  ["a correction", "correct"],
  ["a withdrawal", "withdraw"],
])(
  "%s that is killed at any instant leaves the store as before or complete",
  async (_, act) => {
    const argument = {
      update: await writeIncidents("third.csv", "GRAFFITI", rowsAFile),
      undo: "",
      correct: `F-${rowsAFile}`,
      withdraw: `F-${rowsAFile}`,
    }[act];
    const { databaseUrl, store } = await newStore();
    const whole = await newStore();
    const numberOf = async (each: DataSource) => String((await listImports(each))[0]?.id);
    const argumentOf = async (each: DataSource) =>
      act === "undo" ? await numberOf(each) : argument;
    const before = await contents(store);
    expect(await contents(whole.store)).toEqual(before);
    const doWhole = await correctionActs[act](whole.store, await argumentOf(whole.store));
    const began = performance.now();
    await doWhole();
    const durationMs = performance.now() - began;
    const after = await contents(whole.store);
    expect(after).not.toEqual(before);

    let isComplete = false;
    for (let kill = 0; kill < kills && !isComplete; kill += 1) {
      const { child, ended } = await startAct(databaseUrl, act, await argumentOf(store));
      // Any instant, each part of the act in turn.
      await setTimeout(((kill + Math.random()) / kills) * durationMs);
      child.kill("SIGKILL");
      await ended;
      await backendsGone(store);
      const found = await contents(store);
      isComplete = JSON.stringify(found) === JSON.stringify(after);
      expect(found).toEqual(isComplete ? after : before);
    }
    if (!isComplete) await (await correctionActs[act](store, await argumentOf(store)))();
    expect(await contents(store)).toEqual(after);
    await store.destroy();
    await whole.store.destroy();
  },
  120_000,
);
