import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { monthNumber, monthsBetween } from "@palier/schema";
import { bundledProgram, createDatabase, inTurn } from "@palier/test-support";
import type { DataSource } from "typeorm";
import { exampleEntry } from "../access-log/access-entry.fixture.js";
import { AccessLog } from "../access-log/access-log.js";
import { Keeper, monthsAgo } from "../access-log/keep-log.fixture.js";
import { restoreIncident, withdrawIncident } from "../correction/act-on-incident.js";
import { openStore } from "../database/open-store.js";
import { readyStore } from "../database/ready-store.fixture.js";
import { closeMonths } from "../month/close-months.js";

const program = await bundledProgram(new URL("./purge-process.fixture.ts", import.meta.url));
const now = () => new Date("2026-11-27T12:00:00Z");
/** Two months of incidents are due, one of counts, and an entry of the log. */
const [first, last] = [monthNumber("2023-10"), monthNumber("2026-10")];
/** More than any act here takes. */
const mostKills = 1_000;
const settings = { author: "test", reason: "WRONG_ENTRY" } as const;

/** Name of the database of which each test takes copies, and who keeps its log. */
let told: string;
let keeper: Keeper;
beforeAll(async () => {
  const { databaseUrl, store } = await readyStore("lisiere");
  keeper = await Keeper.of(store);
  await keeper.sign(12, {
    retention: { incidentMonths: 35, countMonths: 36, accessLogMonths: 12 },
  });
  await store.query(`
    INSERT INTO site (reference, name, commune, dwellings) VALUES ('A', 'A', '77288', 60);
    INSERT INTO import_run (id, imported_at) VALUES (1, '2024-01-01');
    INSERT INTO import_file (id, name, rows_loaded, import_id, imported_at) VALUES (1, 'a', 9, 1, '2024-01-01');
    INSERT INTO incident (id, site_id, day, category, file_id, line)
    SELECT gen_random_uuid(), 1, make_date(month / 12, month % 12 + 1, 5), 'DRUG_DEALING', 1, month
    FROM generate_series(${first}, ${last}) AS month;
    INSERT INTO incident_source (file_id, line, source_row) SELECT 1, line, 'Mme Dupont' FROM incident;
    INSERT INTO incident_personal (incident_id, reporter, narrative)
    SELECT id, 'Mme Dupont', 'a text' FROM incident;
    INSERT INTO action (id, site_id, axis, title, status, responsible_party)
    VALUES (1, 1, 4, 'Reprise des halls', 'DONE', 'Bailleur');
    INSERT INTO action_change (action_id, act, author, changed_at, axis, title, status, responsible_party, sites)
    SELECT 1, act, 'test', at::timestamptz, 4, 'Reprise des halls', status, 'Bailleur', '{A}'
    FROM (VALUES ('ADDED', '2023-10-05', 'PLANNED'), ('CLOSED', '2023-11-05', 'DONE')) AS told (act, at, status);
    INSERT INTO submitting_system (id, name, key_hash, per_minute) VALUES (1, 'tickets', sha256('key'), 60);
    INSERT INTO submission (system_id, reference, content_hash, state, month)
    SELECT 1, month, sha256('a'), 'LOADED', month FROM generate_series(${first}, ${last}) AS month`);
  // One that came back, and one that is away.
  for (const month of [first, first + 1]) {
    const [{ id }] = await store.query("SELECT id FROM incident WHERE line = $1", [month]);
    await withdrawIncident(store, { id, name: "one" }, settings);
    if (month === first) await restoreIncident(store, { id, name: "one" }, settings);
  }
  const log = new AccessLog(store);
  await log.append(exampleEntry(1, { at: monthsAgo(20) }));
  await log.append(exampleEntry(2, { at: monthsAgo(1) }));
  await closeMonths(store, monthsBetween(first, last), now);
  await store.destroy();
  told = new URL(databaseUrl).pathname.slice(1);
});

async function newStore(): Promise<{ url: string; store: DataSource }> {
  const url = await createDatabase(told);
  return { url, store: await openStore(url, "lisiere") };
}

/** Numbers of statements before which a process is killed, so many apart, until it is done before the next of them. */
function killedAt(apart: number): readonly number[] {
  const places = Array.from({ length: mostKills }, (_, kill) => 2 + kill * apart);
  return inTurn(places, 2);
}

/** Of each month what is there of it; and that levels are what they were. */
async function content(store: DataSource) {
  const [row] = await store.query<Record<string, unknown>[]>(`
    SELECT (SELECT array_agg(line ORDER BY line) FROM incident) AS incidents,
      (SELECT array_agg(line ORDER BY line) FROM incident_source) AS rows,
      (SELECT array_agg(line ORDER BY line) FROM (
        SELECT line FROM incident UNION SELECT line FROM incident_version WHERE line IS NOT NULL
      ) AS told) AS told,
      (SELECT array_agg(concat_ws(' ', act, day, reporter) ORDER BY v.id) FROM incident_version AS v
        LEFT JOIN incident_version_personal ON version_id = v.id) AS versions,
      (SELECT count(*)::integer FROM withdrawn_incident) AS withdrawn,
      (SELECT array_agg(act ORDER BY id) FROM action_change) AS changes,
      (SELECT array_agg(month ORDER BY month) FROM submission) AS submissions,
      (SELECT count(*)::integer FROM access_log) AS entries,
      (SELECT array[sum(incidents), sum(versions), sum(source_rows), sum(counts), sum(log_entries)]
        FROM purge_run) AS purged,
      (SELECT array_agg(i.line ORDER BY i.line) FROM incident_personal JOIN incident AS i ON i.id = incident_id) AS personal,
      (SELECT count(*)::integer FROM incident_personal WHERE reporter IS NOT NULL) AS reporters,
      (SELECT array_agg(month ORDER BY month) FROM incident_count) AS counts,
      (SELECT array_agg(month ORDER BY month) FROM frozen_gate) AS gates,
      (SELECT to_jsonb(h) FROM purge_horizon AS h) AS horizon,
      (SELECT count(*)::integer FROM erasure) AS erasures,
      (SELECT count(*)::integer FROM erased_field) AS erased`);
  return row ?? {};
}

const levels = (store: DataSource) => store.query("SELECT * FROM classification ORDER BY 1, 2");

async function run(url: string, act: string, killAt: number): Promise<boolean> {
  const child = fork(program, [url, act, String(killAt)], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const [code] = await once(child, "exit");
  return code === 0;
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

it("a purge that is killed at any instant leaves each month whole or gone, and the next one goes on", async () => {
  const whole = await newStore();
  const before = await levels(whole.store);
  expect(await run(whole.url, "purge", 0)).toBe(true);
  const after = await content(whole.store);
  expect(after).toMatchObject({
    horizon: { detail_before: monthNumber("2023-12"), counts_before: monthNumber("2023-11") },
  });
  const { url, store } = await newStore();
  const met = new Set<string>();
  // Each purge goes on from where the last one was killed.
  for (const killAt of killedAt(6)) {
    const isDone = await run(url, "purge", killAt);
    await backendsGone(store);
    const found = await content(store);
    expect(found.rows).toEqual(found.told);
    expect(found.personal).toEqual(found.incidents);
    expect(await levels(store)).toEqual(before);
    expect(await keeper.of(store).verify()).toMatchObject({ isWhole: true });
    met.add(JSON.stringify({ ...found, purged: null }));
    if (isDone) break;
  }
  expect(await content(store)).toEqual(after);
  // As before, without the first month, without both, without its counts, and without the entry.
  expect(met.size).toBeLessThanOrEqual(5);
  expect(met.size).toBeGreaterThan(1);
  await store.destroy();
  await whole.store.destroy();
}, 240_000);

it("an erasure that is killed at any instant has erased nothing or all, with its entry", async () => {
  const { url, store } = await newStore();
  const before = await content(store);
  let kills = 0;
  for (const killAt of killedAt(9)) {
    const isDone = await run(url, "erase", killAt);
    await backendsGone(store);
    if (isDone) break;
    kills += 1;
    expect(await content(store)).toEqual(before);
  }
  expect(kills).toBeGreaterThan(1);
  expect(await content(store)).toMatchObject({ rows: null, reporters: 0, erasures: 1 });
  await store.destroy();
}, 240_000);
