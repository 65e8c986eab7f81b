import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  closeMonths,
  endSite,
  listSites,
  mergeSites,
  recordDecision,
  removeSite,
  renumberSite,
  reopenMonths,
} from "@palier/landlord-store";
import { type MonthNumber, monthNumber, monthsBetween } from "@palier/schema";
import { typescriptArguments } from "@palier/test-support";
import { importSites, splitSite } from "./import-sites.js";
import { ImportStore, refusal } from "./testing/import-store.fixture.js";

const [first, last] = ["2025-01", "2025-12"].map(monthNumber) as [MonthNumber, MonthNumber];
const next = last + 1;
const clock = () => new Date("2027-03-15T12:00:00Z");
const columns = "reference,name,commune,dwellings\n";

let at: ImportStore;
let databaseUrl: string;
beforeEach(async () => {
  at = await ImportStore.open();
  const { options } = at.store;
  databaseUrl = "url" in options ? String(options.url) : "";
});
afterEach(() => at.close());

/** Dealing at RES-002 in four months of 2025, of which all are closed. */
async function closedYear(): Promise<void> {
  const days = ["02", "05", "08", "11"].map((month) => `2025-${month}-05`);
  await at.importText(
    `site,day,category\n${days.map((day) => `RES-002,${day},DRUG_DEALING\n`).join("")}`,
  );
  await closeMonths(at.store, monthsBetween(first, last), clock);
}

function levels(reference: string): Promise<unknown[]> {
  return at.store.query(
    `SELECT from_month, to_month, held_level AS level FROM classification JOIN site ON site.id = site_id
     WHERE reference = $1 ORDER BY 1`,
    [reference],
  );
}

function tally(month: MonthNumber): Promise<unknown[]> {
  return at.store.query(
    "SELECT level, sites, dwellings FROM level_tally WHERE month = $1 ORDER BY level",
    [month],
  );
}

it("leaves a sold site in every month up to its last, and begins the buyer's undetermined (cases/import/site-sold)", async () => {
  await closedYear();
  const published = await tally(last);
  await endSite(at.store, "RES-002", next);
  const bought = await at.file("buyer.csv", `${columns}B-1,Le Parc,77152,157\n`);
  expect(await importSites(at.store, [bought], { from: next + 1 })).toMatchObject({
    sitesAdded: 1,
  });
  await closeMonths(at.store, [next, next + 1], clock);
  expect(await tally(last)).toEqual(published);
  expect(await tally(next)).toEqual([
    { level: 1, sites: 1, dwellings: 60 },
    { level: 3, sites: 1, dwellings: 40 },
  ]);
  expect(await tally(next + 1)).toEqual([
    { level: 0, sites: 1, dwellings: 157 },
    { level: 1, sites: 1, dwellings: 60 },
  ]);
  const months = monthsBetween(next + 2, next + 10);
  await closeMonths(at.store, months, clock);
  expect(await tally(next + 9)).toContainEqual({ level: 0, sites: 1, dwellings: 157 });
  expect(await tally(next + 10)).not.toContainEqual(expect.objectContaining({ level: 0 }));
});

it("ends no site in a month that is closed, before something told of it, or before an incident", async () => {
  await closedYear();
  await expect(endSite(at.store, "RES-002", last - 1)).rejects.toThrow(
    '2025-12 is closed. Give a month from 2026-01 on, or run "palier reopen-month 2025-12" first.',
  );
  await at.importText("site,day,category\nRES-002,2026-02-01,NOISE\n");
  await expect(endSite(at.store, "RES-002", next)).rejects.toThrow(
    'Site "RES-002" has 1 incident after 2026-01',
  );
  await endSite(at.store, "RES-002", next + 1);
  await endSite(at.store, "RES-002", next + 2);
  const error = await refusal(at.importText("site,day,category\nRES-002,2026-04-01,NOISE\n"));
  expect(error.badRows[0]?.expected).toMatch(/^a day up to 2026-03: site "RES-002" ended then/);
  await expect(endSite(at.store, "X", next)).rejects.toThrow('"palier sites list"');
});

it("merges sites: windows add up, the highest held level goes on, levels before stay", async () => {
  await closedYear();
  const before = await levels("RES-001");
  expect(before).toMatchObject([{ level: 1 }]);
  expect(
    await mergeSites(at.store, { references: ["RES-002"], into: "RES-001", from: next }),
  ).toEqual({ from: next, dwellings: 100 });
  expect(await levels("RES-001")).toEqual(before);
  await closeMonths(at.store, [next], clock);
  // Four months of dealing, all of them at the other site.
  expect(await levels("RES-001")).toEqual([
    { from_month: last - 2, to_month: last, level: 1 },
    { from_month: next, to_month: 1_000_000, level: 3 },
  ]);
  expect(await levels("RES-002")).toMatchObject([{ to_month: last, level: 3 }]);
  expect(await tally(next)).toEqual([{ level: 3, sites: 1, dwellings: 100 }]);
  await expect(endSite(at.store, "RES-002", next + 3)).rejects.toThrow("closed");
  await reopenMonths(at.store, [next]);
  await expect(endSite(at.store, "RES-002", next + 3)).rejects.toThrow("was merged into another");
});

it("splits a site into new ones, undetermined until ten of their own months are closed", async () => {
  await closedYear();
  const parts = await at.file("parts.csv", `${columns}A,Nord,77288,25\nB,Sud,77288,15\n`);
  expect(await splitSite(at.store, "RES-002", parts)).toMatchObject({ sitesAdded: 2, from: next });
  await closeMonths(at.store, [next], clock);
  expect(await tally(next)).toEqual([
    { level: 0, sites: 2, dwellings: 40 },
    { level: 1, sites: 1, dwellings: 60 },
  ]);
  expect(await levels("RES-002")).toMatchObject([{ to_month: last, level: 3 }]);
  const known = await at.file("known.csv", `${columns}A,Nord,77288,25\nC,Est,77288,15\n`);
  await expect(splitSite(at.store, "RES-001", known)).rejects.toThrow(
    "of the 2 in the file 1 are new",
  );
});

it("finds a renumbered site by either number, and keeps its reference", async () => {
  await closedYear();
  expect(await renumberSite(at.store, "RES-002", "R2-0002", null)).toBe(next);
  await at.importText("site,day,category\nR2-0002,2026-01-05,NOISE\nRES-002,2026-01-06,NOISE\n");
  const file = await at.file("sites.csv", `${columns}R2-0002,Le Parc,77288,44\n`);
  expect(await importSites(at.store, [file])).toMatchObject({ sitesAdded: 0, sitesChanged: 1 });
  expect(
    await at.store.query(
      `SELECT reference, dwellings, count(*)::integer AS incidents FROM site JOIN incident ON site_id = site.id
       WHERE day > '2026-01-01' GROUP BY site.id`,
    ),
  ).toEqual([{ reference: "RES-002", dwellings: 44, incidents: 2 }]);
  await expect(renumberSite(at.store, "RES-001", "RES-002", null)).rejects.toThrow(
    'a site is called "RES-002" already',
  );
  await expect(renumberSite(at.store, "RES-001", "R2-0002", null)).rejects.toThrow(
    'site "RES-002" is called "R2-0002" already',
  );
  expect(await listSites(at.store, "R2-0002", 9)).toEqual(await listSites(at.store, "RES-002", 9));
  expect(await listSites(at.store, "R2-0002", 9)).toMatchObject([
    { reference: "RES-002", dwellings: 40 },
    { reference: "RES-002", dwellings: 44 },
  ]);
});

it("refuses a file that tells a renumbered site twice, and names both lines", async () => {
  await closedYear();
  await renumberSite(at.store, "RES-002", "R2-0002", null);
  const twice = "R2-0002,Le Parc,77288,44\nRES-002,Le Parc,77288,45\n";
  await expect(
    importSites(at.store, [await at.file("sites.csv", columns + twice)]),
  ).rejects.toThrow(
    'The sites are not imported: "R2-0002" and "RES-002" are one site, "RES-002": keep one of these lines.',
  );
  expect(await at.store.query("SELECT * FROM site_past")).toEqual([]);
});

it("removes a site on which nothing rests, and else says what does", async () => {
  await at.importText("site,day,category\nRES-002,2025-02-01,NOISE\n");
  await closeMonths(at.store, [first, first + 1], clock);
  await recordDecision(at.store, {
    siteReference: "RES-001",
    level: 2,
    reason: "Guet",
    author: "Direction",
    fromMonth: next,
    untilMonth: next,
  });
  await expect(removeSite(at.store, "RES-002")).rejects.toThrow(
    'Site "RES-002" is not removed: it has 1 incidents ("palier import undo" takes an import back); it counts in closed months ("palier reopen-month 2025-01..2025-02" first).',
  );
  await expect(removeSite(at.store, "RES-001")).rejects.toThrow("1 decisions were taken on it");
  const file = await at.file("new.csv", `${columns}NEW,Erreur,77000,4\n`);
  await importSites(at.store, [file]);
  await removeSite(at.store, "NEW");
  expect(await at.store.query("SELECT reference FROM site ORDER BY 1")).toHaveLength(2);
});

/** An act in a process that is killed while it waits for a table, in the midst of what it writes. */
async function killWaiting(lock: string, act: readonly string[]): Promise<void> {
  const holder = at.store.createQueryRunner();
  await holder.query(`BEGIN; ${lock}`);
  const child = fork(
    fileURLToPath(new URL("./testing/act-process.ts", import.meta.url)),
    [databaseUrl, ...act],
    {
      execArgv: [...typescriptArguments],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      // biome-ignore lint/style/noProcessEnv: what a process of its own would have.
      env: { ...process.env },
    },
  );
  const ended = once(child, "exit");
  const waiting = () =>
    at.store.query<{ pid: number }[]>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database()
         AND application_name = $1 AND wait_event_type = 'Lock'`,
      [`palier, process ${child.pid}`],
    );
  let found = await waiting();
  while (found.length === 0) {
    if (child.exitCode !== null) throw new Error(`${act[0]} ended without waiting`);
    await setTimeout(10);
    found = await waiting();
  }
  child.kill("SIGKILL");
  await ended;
  await holder.query("ROLLBACK");
  await holder.release();
  const left = () =>
    at.store.query<unknown[]>("SELECT FROM pg_stat_activity WHERE application_name = $1", [
      `palier, process ${child.pid}`,
    ]);
  while ((await left()).length > 0) await setTimeout(10);
}

it("does each act whole or not at all: killed in its midst, it has not been", async () => {
  await closedYear();
  const parts = await at.file("parts.csv", `${columns}A,Nord,77288,25\nB,Sud,77288,15\n`);
  const fresh = await at.file("new.csv", `${columns}NEW,Neuf,77288,4\n`);
  await importSites(at.store, [fresh]);
  await renumberSite(at.store, "NEW", "NEWER", null);
  const contents = async () => [
    await at.contents(),
    await at.store.query("SELECT * FROM site_past, site_part"),
    await at.store.query("SELECT * FROM site_number"),
  ];
  const before = await contents();
  const month = String(next);
  // Where each one waits it has written something, save those that write one row.
  await killWaiting("LOCK TABLE site_past", ["merge", "RES-002", "RES-001", month]);
  expect(await contents()).toEqual(before);
  await killWaiting("LOCK TABLE incident", ["split", "RES-002", parts, month]);
  expect(await contents()).toEqual(before);
  await killWaiting("LOCK TABLE classification", ["remove", "NEW"]);
  expect(await contents()).toEqual(before);
  await killWaiting("SELECT FROM site FOR UPDATE", ["end", "RES-002", "", month]);
  expect(await contents()).toEqual(before);
  await killWaiting("LOCK TABLE site_number", ["renumber", "RES-002", "R2", month]);
  expect(await contents()).toEqual(before);
  await splitSite(at.store, "RES-002", parts, { from: next });
  await removeSite(at.store, "NEW");
  expect(await contents()).not.toEqual(before);
});
