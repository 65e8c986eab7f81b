import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { closeMonths, endSite, recordActions, withdrawIncident } from "@palier/landlord-store";
import { monthNumber, monthsBetween } from "@palier/schema";
import { bundledProgram, inTurn } from "@palier/test-support";
import type { DataSource } from "typeorm";
import { type CountedAct, countedActs, halls, WriteLog } from "./testing/counted-acts.js";
import { ImportStore } from "./testing/import-store.fixture.js";

const program = await bundledProgram(new URL("./testing/counted-act-process.ts", import.meta.url));
/** Of an act; they are spread over its writing statements, its end among them. */
const kills = 3;
const by = { author: "Direction", partners: null };

/** A closed year of dealing, an incident that is withdrawn, a site that ends, and a plan. */
async function newStore(): Promise<ImportStore> {
  const at = await ImportStore.open();
  await at.store.query("UPDATE node SET salt = 'salt'");
  await at.store.query("UPDATE release_key SET key = repeat('k', 64)");
  const days = ["02", "05", "08", "11"].map((month) => `2025-${month}-05`);
  const rows = days.map((day, index) => `F-${index},RES-002,${day},DRUG_DEALING\n`);
  await at.importText(
    `reference,site,day,category\n${rows.join("")}F-5,RES-001,2026-02-05,ARSON\n`,
  );
  await closeMonths(at.store, monthsBetween(monthNumber("2025-01"), monthNumber("2025-12")));
  await endSite(at.store, "RES-001", monthNumber("2026-03"), { author: by.author });
  const reason = "WRONG_ENTRY";
  await withdrawIncident(at.store, await at.called("F-5"), { author: by.author, reason });
  await recordActions(at.store, [halls, { ...halls, title: "Ronde" }], by);
  const columns = "sites,axis,title,status,responsible_party\n";
  const plan = [
    "RES-001|RES-002,4,Ronde,done",
    "RES-001,1,Accueil,planned",
    "RES-002,5,Bilan,planned",
  ];
  await at.file("plan.csv", `${columns}${plan.map((row) => `${row},Bailleur\n`).join("")}`);
  const sites = "reference,name,commune,dwellings\n";
  await at.file("parts.csv", `${sites}A,Nord,77288,30\nB,Sud,77288,10\n`);
  return at;
}

/** Each act is done to copies of it. */
let told: ImportStore;
beforeAll(async () => {
  told = await newStore();
}, 120_000);
afterAll(() => told.close());

/** Every row of every table, without the times of acts and the numbers that are drawn. */
async function contents(store: DataSource): Promise<Record<string, readonly string[]>> {
  const tables = await store.query<{ name: string; hidden: string[] }[]>(`
    SELECT t.table_name AS name, array_agg(c.column_name::text) FILTER (
      WHERE c.data_type LIKE 'timestamp%' OR (t.table_name = 'taken_over' AND c.column_name = 'id')
        OR (t.table_name = 'record_edition' AND c.column_name IN ('edition', 'given_by'))
    ) AS hidden
    FROM information_schema.tables AS t JOIN information_schema.columns AS c USING (table_schema, table_name)
    WHERE t.table_schema = 'public' AND t.table_type = 'BASE TABLE' GROUP BY t.table_name ORDER BY 1`);
  const found: Record<string, readonly string[]> = {};
  for (const { name, hidden } of tables) {
    const rows = await store.query<{ row: string }[]>(
      `SELECT (to_jsonb(t) - $1::text[])::text AS row FROM "${name}" AS t ORDER BY 1`,
      [hidden ?? []],
    );
    found[name] = rows.map(({ row }) => row);
  }
  return found;
}

/** Numbers that a killed attempt used up are no part of what it did. */
async function giveNumbersBack(store: DataSource): Promise<() => Promise<void>> {
  const sequences = await store.query<{ name: string; last: string | null }[]>(
    "SELECT format('%I.%I', schemaname, sequencename) AS name, last_value AS last FROM pg_sequences",
  );
  return async () => {
    for (const { name, last } of sequences) {
      await store.query("SELECT setval($1::regclass, $2, $3)", [name, last ?? 1, last !== null]);
    }
  };
}

async function run({ store, folder }: ImportStore, act: string, killAt: number): Promise<boolean> {
  const { options } = store;
  const databaseUrl = "url" in options ? String(options.url) : "";
  const child = fork(program, [databaseUrl, act, folder, String(killAt)], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [code] = await once(child, "exit");
  const left = () =>
    store.query<unknown[]>("SELECT FROM pg_stat_activity WHERE application_name = $1", [
      `palier, process ${child.pid}`,
    ]);
  while ((await left()).length > 0) await setTimeout(10);
  return code === 0;
}

// Object.keys has the keys of an object that is written out, and no others.
it.each(inTurn(Object.keys(countedActs) as CountedAct[], 2))(
  "%s: killed before any of its statements it is not there, and done again it is as if never killed",
  async (act) => {
    const [at, whole] = [await told.copy(), await told.copy()];
    const before = await contents(whole.store);
    expect(await contents(at.store)).toEqual(before);
    const log = WriteLog.on(whole.store);
    await countedActs[act](whole.store, whole.folder);
    const after = await contents(whole.store);
    expect(after).not.toEqual(before);
    // A row, what is kept of the act, and the end of both.
    expect(log.writes).toBeGreaterThan(2);

    const giveBack = await giveNumbersBack(at.store);
    // The first one stops it before it has written anything: it is left out.
    const met = Array.from({ length: kills }, (_, kill) =>
      Math.max(2, Math.ceil((log.writes * (kill + 1)) / kills)),
    );
    for (const killAt of new Set(met)) {
      expect(await run(at, act, killAt)).toBe(false);
      expect(await contents(at.store)).toEqual(before);
    }
    await giveBack();
    await countedActs[act](at.store, at.folder);
    expect(await contents(at.store)).toEqual(after);
    await at.close();
    await whole.close();
  },
  120_000,
);
