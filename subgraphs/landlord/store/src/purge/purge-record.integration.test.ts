import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { firstDay, type MonthNumber, monthNumber, monthsBetween, monthText } from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import { createDatabase } from "@palier/test-support";
import type { DataSource } from "typeorm";
import { Keeper } from "../access-log/keep-log.fixture.js";
import { createBackupKey, readBackupKey } from "../backup/backup-keys.js";
import { compareLevels } from "../backup/check-levels.js";
import { restoreBackup } from "../backup/restore-backup.js";
import { takeBackup } from "../backup/take-backup.js";
import { reclassify } from "../classification/reclassify.js";
import {
  correctIncident,
  restoreIncident,
  withdrawIncident,
} from "../correction/act-on-incident.js";
import { undoImport } from "../correction/undo-import.js";
import { openStore } from "../database/open-store.js";
import { readyStore } from "../database/ready-store.fixture.js";
import { recordDecision } from "../decision/record-decision.js";
import { withdrawDecision } from "../decision/withdraw-decision.js";
import { closeMonths } from "../month/close-months.js";
import { reopenMonths } from "../month/reopen-months.js";
import { signedRules } from "../signature/signed-rules.js";
import { withStoreLock } from "../sql/store-lock.js";
import { previewPurge, purgeRecord } from "./purge-record.js";

/** The convention keeps incidents for 24 months and counts for 36. */
const now = () => new Date("2026-11-27T12:00:00Z");
const [first, last] = [monthNumber("2022-01"), monthNumber("2026-10")];
const lastDetail = monthNumber("2024-10");
const lastCounts = monthNumber("2023-10");

const incidentOf = (month: MonthNumber) =>
  `00000000-0000-4000-8000-${String(month).padStart(12, "0")}`;
const settings = { author: "test", reason: "WRONG_ENTRY" } as const;

/** Database with an import and an incident of each month, none of them closed, of which tests take copies. */
let open: string;
/** The same once all are closed. */
let closed: string;
let url: string;
let store: DataSource;

beforeAll(async () => {
  ({ databaseUrl: url, store } = await readyStore("lisiere"));
  await (await Keeper.of(store)).sign(12, {
    retention: { incidentMonths: 24, countMonths: 36, accessLogMonths: 12 },
  });
  await store.query(
    "INSERT INTO site (reference, name, commune, dwellings) VALUES ('A', 'A', '77288', 60)",
  );
  for (const [index, month] of monthsBetween(first, last).entries()) {
    await store.query("INSERT INTO import_run (id, imported_at) VALUES ($1, $2)", [
      index + 1,
      firstDay(month + 1),
    ]);
    await store.query(
      `INSERT INTO import_file (id, name, rows_loaded, import_id, imported_at) VALUES ($1, $2, 1, $1, $3)`,
      [index + 1, `${monthText(month)}.csv`, firstDay(month + 1)],
    );
    await store.query(
      `INSERT INTO incident (id, site_id, day, category, file_id, line)
       VALUES ($1, 1, $2, 'DRUG_DEALING', $3, 2)`,
      [incidentOf(month), firstDay(month), index + 1],
    );
    await store.query(
      "INSERT INTO incident_source (file_id, line, source_row) VALUES ($1, 2, 'Mme Dupont')",
      [index + 1],
    );
    await store.query(
      "INSERT INTO incident_personal (incident_id, reporter) VALUES ($1, 'Mme Dupont')",
      [incidentOf(month)],
    );
    await store.query(
      "INSERT INTO incident_identity (identity, incident_id) VALUES (gen_random_uuid(), $1)",
      [incidentOf(month)],
    );
  }
  await store.destroy();
  open = nameOf(url);
  await begin(open);
  await close();
  await store.destroy();
  closed = nameOf(url);
});
afterEach(() => store.destroy());

const nameOf = (databaseUrl: string) => new URL(databaseUrl).pathname.slice(1);

/** What a test begins with. */
async function begin(database: string): Promise<void> {
  url = await createDatabase(database);
  store = await openStore(url, "lisiere");
}

const close = (from = first, to = last) => closeMonths(store, monthsBetween(from, to), now);
const purge = (clock = now) => purgeRecord(store, { clock });

async function oldest(table: string, month: string): Promise<string | null> {
  const [found] = await store.query<{ month: MonthNumber | null }[]>(
    `SELECT min(${month})::integer AS month FROM ${table}`,
  );
  return found?.month ? monthText(found.month) : null;
}
const ofDay = "extract(year FROM day) * 12 + extract(month FROM day) - 1";

function levels(): Promise<unknown[]> {
  return Promise.all([
    store.query("SELECT * FROM classification ORDER BY site_id, from_month"),
    store.query("SELECT * FROM level_tally ORDER BY 1, 2, 3, 4"),
    store.query("SELECT month FROM closed_month ORDER BY month"),
  ]);
}

it("leaves what was submitted and waits, and no mark of what was erased under another identity", async () => {
  await begin(closed);
  await store.query(`
    INSERT INTO submitting_system (id, name, key_hash, per_minute) VALUES (1, 'tickets', sha256('key'), 60);
    INSERT INTO submission (system_id, reference, content_hash, state, content, month)
    VALUES (1, 'T-1', sha256('a'), 'WAITING', '[]', ${first}), (1, 'T-2', sha256('a'), 'LOADED', NULL, ${first});
    INSERT INTO erasure (id, author, by_text, incidents, values_erased, source_rows)
    VALUES (1, 'dpo', false, 1, 1, 1);
    INSERT INTO erased_field (incident_id, field, erasure_id)
    SELECT identity, 'reporter', 1 FROM incident_identity WHERE incident_id = '${incidentOf(first)}'`);
  await purge();
  expect(await store.query("SELECT reference FROM submission")).toEqual([{ reference: "T-1" }]);
  expect(await store.query("SELECT FROM erased_field")).toEqual([]);
});

it("takes away what the convention no longer keeps, and leaves the levels", async () => {
  await begin(closed);
  const before = await levels();
  const preview = await previewPurge(store, now);
  const summary = await purge();
  expect(summary).toMatchObject({
    detail: monthsBetween(first, lastDetail),
    uncounted: [],
    waiting: [],
    counts: monthsBetween(first, lastCounts),
    incidents: 34,
    sourceRows: 34,
    monthCounts: 22,
    problem: null,
  });
  expect(preview).toEqual(summary);
  expect(await levels()).toEqual(before);
  expect(await oldest("incident", ofDay)).toBe("2024-11");
  expect(await oldest("incident_count", "month")).toBe("2023-11");
  for (const table of ["incident_source", "incident_personal", "incident_identity"]) {
    expect(await store.query(`SELECT count(*)::integer AS rows FROM ${table}`)).toEqual([
      { rows: 24 },
    ]);
  }
  expect(await oldest("frozen_gate", "month")).toBe("2022-01");
  expect(await store.query("SELECT max(month)::integer AS month FROM frozen_gate")).toEqual([
    { month: lastCounts + 11 },
  ]);
  expect(
    await store.query(`SELECT detail_before, counts_before, incidents, versions, source_rows, counts,
      ended_at IS NOT NULL AS "isDone" FROM purge_run`),
  ).toEqual([
    {
      detail_before: lastDetail + 1,
      counts_before: lastCounts + 1,
      incidents: 34,
      versions: 0,
      source_rows: 34,
      counts: 22,
      isDone: true,
    },
  ]);
  // Imports of which nothing is left, and which are as old.
  expect(await store.query("SELECT min(id) AS id FROM import_run")).toEqual([{ id: 34 }]);
  expect(await purge()).toMatchObject({ detail: [], counts: [], incidents: 0, monthCounts: 0 });
});

/** What a purge may touch, but for when it ran. */
function purgeable(): Promise<unknown[]> {
  const tables = ["incident", "incident_source", "incident_personal", "incident_identity"];
  return Promise.all(
    [...tables, "import_run", "import_file", "incident_count", "frozen_gate", "purge_horizon"].map(
      (table) => store.query(`SELECT * FROM ${table} AS t ORDER BY t::text`),
    ),
  );
}

it("takes away again what an older backup brings back, and the levels stay what they were", async () => {
  await begin(closed);
  const published = await levels();
  const folder = await mkdtemp(join(tmpdir(), "palier-purge-"));
  try {
    const keyFile = join(folder, "key.txt");
    const recipients = [await createBackupKey(keyFile)];
    const identity = await readBackupKey(keyFile);
    // As it was when a part was due: two purges before the one that is undone.
    await purge(() => new Date("2026-06-27T12:00:00Z"));
    const file = join(folder, "older.backup");
    await takeBackup(url, { landlord: "lisiere", recipients, file });
    const older = await purgeable();
    await purge(() => new Date("2026-10-27T12:00:00Z"));
    await purge();
    const purged = await purgeable();
    expect(purged).not.toEqual(older);
    await store.destroy();
    url = await createDatabase();
    await restoreBackup(url, { landlord: "lisiere", file, identity });
    store = await openStore(url, "lisiere");
    expect(await purgeable()).toEqual(older);
    expect(await oldest("incident", ofDay)).toBe("2024-06");
    expect(await levels()).toEqual(published);
    expect(await purge()).toMatchObject({
      detail: monthsBetween(monthNumber("2024-06"), lastDetail),
      counts: monthsBetween(monthNumber("2023-06"), lastCounts),
      incidents: 5,
    });
    expect(await purgeable()).toEqual(purged);
    expect(await levels()).toEqual(published);
    expect(await compareLevels(store, now())).toEqual(new Map());
  } finally {
    await rm(folder, { recursive: true });
  }
});

it("computes the levels that are not frozen as before, from what is left", async () => {
  await begin(closed);
  await purge();
  expect(await compareLevels(store, now())).toEqual(new Map());
  const before = await levels();
  await reclassify(store, await signedRules(store, now()));
  expect(await levels()).toEqual(before);
});

it("changes nothing in a month that is purged, and says so", async () => {
  await begin(closed);
  await purge();
  const before = await levels();
  const purged = { code: "MONTH_STATE", message: expect.stringContaining("2024-10 is purged") };
  await expect(reopenMonths(store, [lastDetail], now)).rejects.toMatchObject(purged);
  const incident = { id: incidentOf(lastDetail + 1), name: "one" };
  await reopenMonths(store, [lastDetail + 1], now);
  await expect(
    correctIncident(
      store,
      incident,
      async (_, standing) => ({
        ...standing,
        day: "2024-10-31",
        fileId: null,
        line: null,
        personal: null,
      }),
      settings,
    ),
  ).rejects.toMatchObject(purged);
  await closeMonths(store, [lastDetail + 1], now);
  await expect(undoImport(store, 34, { author: "test" })).rejects.toThrow("months are purged");
  const decision = { siteReference: "A", level: 1, reason: "x", author: "x" } as const;
  await expect(
    recordDecision(store, { ...decision, fromMonth: lastDetail, untilMonth: lastDetail + 2 }, now),
  ).rejects.toThrow("2024-10 is purged");
  expect(await levels()).toEqual(before);
});

it("keeps a decision on frozen months, and ends it in those that are not", async () => {
  await begin(closed);
  const { decisionId } = await recordDecision(
    store,
    {
      ...{ siteReference: "A", level: 1, reason: "Travaux", author: "x" },
      ...{ fromMonth: lastDetail - 1, untilMonth: lastDetail + 2 },
    },
    now,
  );
  await purge();
  const levelIn = async (month: MonthNumber) => {
    const [run] = await store.query<{ level: number }[]>(
      "SELECT level FROM classification WHERE $1 BETWEEN from_month AND to_month",
      [month],
    );
    return run?.level;
  };
  await withdrawDecision(store, { id: decisionId, reason: "x", author: "x" }, now);
  expect(await levelIn(lastDetail)).toBe(1);
  expect(await levelIn(lastDetail + 1)).toBe(3);
});

it("takes histories along, withdrawn incidents and what an undo would need", async () => {
  await begin(open);
  const [corrected, withdrawn, kept] = [incidentOf(first), incidentOf(first + 1), incidentOf(last)];
  for (const id of [corrected, kept]) {
    await correctIncident(
      store,
      { id, name: id },
      async (_, standing) => ({
        ...standing,
        ...{ category: "ARSON", fileId: null, line: null },
        personal: { reporter: "M. Martin", staff: null, narrative: "said", source: null },
      }),
      settings,
    );
  }
  await withdrawIncident(store, { id: withdrawn, name: "w" }, settings);
  await store.query(`
    INSERT INTO action (id, site_id, axis, title, status, responsible_party)
    VALUES (1, 1, 4, 'Reprise des halls', 'DONE', 'Bailleur');
    INSERT INTO action_change (action_id, act, author, changed_at, axis, title, status, responsible_party, sites)
    SELECT 1, act, 'test', at::timestamptz, 4, 'Reprise des halls', status, 'Bailleur', '{A}'
    FROM (VALUES ('ADDED', '2023-10-05', 'PLANNED'), ('CLOSED', '2023-11-05', 'DONE')) AS told (act, at, status);
    INSERT INTO import_run (id, imported_at) VALUES (99, '2022-01-01');
    INSERT INTO import_file (id, name, rows_loaded, import_id, imported_at) VALUES (99, 'stray', 0, 99, '2022-01-01');
    INSERT INTO incident_source (file_id, line, source_row) VALUES (99, 2, 'of which nothing is left')`);
  await close();
  const preview = await previewPurge(store, now);
  const summary = await purge();
  expect(summary).toMatchObject({ incidents: 33, versions: 5, sourceRows: 35 });
  expect(preview).toEqual(summary);
  expect(await store.query("SELECT DISTINCT incident_id FROM incident_version")).toEqual([
    { incident_id: kept },
  ]);
  expect(
    await store.query("SELECT count(*)::integer AS rows FROM incident_version_personal"),
  ).toEqual([{ rows: 2 }]);
  expect(await store.query("SELECT FROM withdrawn_incident")).toHaveLength(0);
  await expect(restoreIncident(store, { id: withdrawn, name: "w" }, settings)).rejects.toThrow(
    "is not withdrawn",
  );
});

it("knows an incident again that a file tells of a later month", async () => {
  await begin(open);
  const id = incidentOf(lastDetail + 1);
  await correctIncident(
    store,
    { id, name: "one" },
    async (_, standing) => ({
      ...standing,
      ...{ day: firstDay(lastDetail), fileId: null, line: null, personal: null },
    }),
    settings,
  );
  await close();
  await purge();
  expect(await store.query("SELECT FROM incident WHERE id = $1", [id])).toHaveLength(0);
  const known = () =>
    store.query("SELECT until_month FROM purged_identity WHERE identity = $1", [id]);
  expect(await known()).toEqual([{ until_month: lastDetail + 1 }]);
  expect(await store.query("SELECT FROM purged_identity")).toHaveLength(2);
  await purge(() => new Date("2026-12-01T12:00:00Z"));
  expect(await known()).toEqual([]);
});

it("lets an open month be closed before it goes uncounted", async () => {
  await begin(open);
  await close(first, lastDetail - 1);
  await close(lastDetail + 1, last);
  expect(await purge()).toMatchObject({
    detail: monthsBetween(first, lastDetail - 1),
    waiting: [lastDetail],
  });
  await closeMonths(store, [lastDetail], now);
  expect(await purge()).toMatchObject({ detail: [lastDetail], uncounted: [], waiting: [] });
});

it("lets a month be closed that is open though an incident of it was withdrawn", async () => {
  await begin(open);
  await store.query(
    `INSERT INTO incident (id, site_id, day, category, file_id, line)
     VALUES (gen_random_uuid(), 1, $1, 'NOISE', 34, 3)`,
    [firstDay(lastDetail)],
  );
  await withdrawIncident(store, { id: incidentOf(lastDetail), name: "one" }, settings);
  await close(first, lastDetail - 1);
  await close(lastDetail + 1, last);
  expect(await purge()).toMatchObject({
    detail: monthsBetween(first, lastDetail - 1),
    waiting: [lastDetail],
  });
});

it.each([
  ["just over", lastDetail],
  ["over for long", lastDetail - 6],
])("leaves a month alone that is reopened while it purges, its time being %s", async (_, month) => {
  await begin(closed);
  const published = await levels();
  let reopening: Promise<unknown> | undefined;
  const summary = await purgeRecord(store, {
    clock: now,
    onMonth: () => {
      reopening ??= reopenMonths(store, [month], now);
    },
  });
  await reopening;
  expect(summary).toMatchObject({
    detail: monthsBetween(first, month - 1),
    waiting: [month],
    uncounted: [],
  });
  expect(await oldest("incident", ofDay)).toBe(monthText(month));
  expect(await purge()).toMatchObject({ detail: [], waiting: [month] });
  await closeMonths(store, [month], now);
  expect(await levels()).toEqual(published);
  expect(await purge()).toMatchObject({ detail: monthsBetween(month, lastDetail), waiting: [] });
  expect(await levels()).toEqual(published);
});

it("gives time to close a month again that was reopened outside the published months", async () => {
  await begin(open);
  await (await Keeper.of(store)).sign(12, {
    version: exampleConvention.version + 1,
    retention: { incidentMonths: 24, countMonths: 36, accessLogMonths: 12 },
    publication: { ...exampleConvention.publication, from: monthText(last - 5) },
  });
  await close();
  // Over for long, and its only import was long ago.
  const month = lastDetail - 6;
  await reopenMonths(store, [month], now);
  expect(await store.query("SELECT FROM reopened_month")).toEqual([]);
  expect(await purge()).toMatchObject({
    detail: monthsBetween(first, month - 1),
    waiting: [month],
  });
  await closeMonths(store, [month], now);
  expect(await purge()).toMatchObject({ detail: monthsBetween(month, lastDetail), uncounted: [] });
  expect(await store.query("SELECT FROM open_month")).toEqual([]);
});

it("purges an open month that nobody closes, and nobody closes it then", async () => {
  await begin(open);
  await close(first, lastDetail - 1);
  await close(lastDetail + 1, last);
  const later = () => new Date("2027-01-02T12:00:00Z");
  expect(await purge(later)).toMatchObject({
    detail: monthsBetween(first, lastDetail + 2),
    uncounted: [lastDetail],
  });
  await expect(closeMonths(store, [lastDetail], later)).rejects.toThrow("2024-10 is purged");
});

it("keeps counts while a month that rests on them can still be closed, for a year", async () => {
  await begin(open);
  await close(first, monthNumber("2024-08"));
  expect(await purge()).toMatchObject({ counts: monthsBetween(first, monthNumber("2023-09")) });
  const later = () => new Date("2028-01-02T12:00:00Z");
  expect((await purge(later))?.counts.at(-1)).toBe(monthNumber("2023-12"));
});

it("purges nothing that no signed convention says", async () => {
  await begin(open);
  await store.query("DELETE FROM convention_signature");
  await expect(purge()).rejects.toThrow("no convention");
  await expect(previewPurge(store, now)).rejects.toThrow("no convention");
});

it("goes by what is signed when its turn comes, not by what was when it began to wait", async () => {
  await begin(open);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const holding = withStoreLock(store, () => released);
  const keepsLonger = { incidentMonths: 60, countMonths: 72, accessLogMonths: 12 };
  const signing = (await Keeper.of(store)).sign(12, {
    version: exampleConvention.version + 1,
    retention: keepsLonger,
  });
  await waitingForLock(1);
  // It begins by the text of before, and waits behind the signature.
  const purging = purgeRecord(store, { clock: now });
  await waitingForLock(2);
  release();
  await Promise.all([holding, signing]);
  expect(await purging).toMatchObject({ retention: keepsLonger, detail: [], counts: [] });
  const [left] = await store.query("SELECT count(*)::integer AS incidents FROM incident");
  expect(left.incidents).toBe(monthsBetween(first, last).length);
});

/** Until so many sessions wait for their turn to write. */
async function waitingForLock(sessions: number): Promise<void> {
  for (;;) {
    const waiting = await store.query(
      `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    if (waiting.length >= sessions) return;
    await setTimeout(10);
  }
}

it("tells what a purged import told too, by no import that is gone", async () => {
  await begin(open);
  const [early, late] = [1, monthsBetween(first, last).length];
  await store.query(
    "INSERT INTO import_retold (import_id, told_by, file_name, incidents) VALUES ($1, $2, 'early.csv', 1)",
    [late, early],
  );
  await purgeRecord(store, { clock: now });
  expect(await store.query("SELECT FROM import_run WHERE id = $1", [early])).toHaveLength(0);
  expect(await store.query("SELECT import_id, told_by, incidents FROM import_retold")).toEqual([
    { import_id: late, told_by: 0, incidents: 1 },
  ]);
});

it("is done by one of two at once", async () => {
  await begin(closed);
  const done = await Promise.all([purge(), purge()]);
  expect(done.filter((summary) => summary === null)).toHaveLength(1);
  expect(done.find((summary) => summary !== null)).toMatchObject({ incidents: 34 });
});
