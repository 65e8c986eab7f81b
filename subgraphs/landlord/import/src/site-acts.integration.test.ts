import { fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import {
  beginSite,
  closeMonths,
  dropNumber,
  endSite,
  listSites,
  mergeSites,
  reclassify,
  recordDecision,
  removeSite,
  renumberSite,
  reopenMonths,
  siteHistory,
  undoMerger,
} from "@palier/landlord-store";
import { type MonthNumber, monthNumber, monthsBetween, rulesOf } from "@palier/schema";
import { bundledProgram, inTurn } from "@palier/test-support";
import { importSites, splitSite } from "./import-sites.js";
import { ImportStore, refusal } from "./testing/import-store.fixture.js";

const program = await bundledProgram(new URL("./testing/act-process.ts", import.meta.url));
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
  ).toEqual({ reference: "RES-001", parts: ["RES-002"], from: next, dwellings: 100 });
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

it("counts no split site beside its parts, and lets it go on once they are taken back", async () => {
  await closedYear();
  const parts = await at.file("parts.csv", `${columns}A,Nord,77288,30\nB,Sud,77288,10\n`);
  const others = await at.file("others.csv", `${columns}C,Nord,77288,20\nD,Sud,77288,20\n`);
  await splitSite(at.store, "RES-002", parts, { from: next + 2, apportion: "DWELLINGS" });
  const refusal = `was split into "A", "B", counted from 2026-03 on in its place: its last month stays 2026-02. Where the split was the mistake, take them back first ("palier sites remove A", "palier sites remove B").`;
  for (const month of [null, next + 5, next + 2, next]) {
    await expect(endSite(at.store, "RES-002", month)).rejects.toThrow(refusal);
  }
  await expect(splitSite(at.store, "RES-002", others, { from: next })).rejects.toThrow(refusal);
  const merger = { references: ["RES-002"], into: "RES-001", from: next + 1 };
  await expect(mergeSites(at.store, merger)).rejects.toThrow(refusal);
  await expect(beginSite(at.store, "A", next, {}, clock)).rejects.toThrow(
    'Site "A" was made by a split of lisiere:RES-002',
  );
  await endSite(at.store, "RES-002", next + 1, { reason: "REORGANISATION" });
  for (const part of ["A", "B"]) await removeSite(at.store, part);
  await endSite(at.store, "RES-002", null);
  await splitSite(at.store, "RES-002", others, { apportion: "DWELLINGS" });
  const [shared] = await at.store.query(
    `SELECT (SELECT sum(incidents)::integer FROM taken_count) AS taken,
       (SELECT sum(incidents)::integer FROM incident_count WHERE month > $1) AS counted`,
    [first],
  );
  // None goes to shares of the parts that were taken back.
  expect(shared.taken).toBe(shared.counted);
  expect(await at.store.query("SELECT count(*)::integer AS rows FROM taken_over")).toEqual([
    { rows: 2 },
  ]);
});

it("begins no part of a split while the site that it was made of is counted", async () => {
  await closedYear();
  const parts = await at.file("parts.csv", `${columns}A,Nord,77288,30\nB,Sud,77288,10\n`);
  await splitSite(at.store, "RES-002", parts, { from: next + 1 });
  await expect(beginSite(at.store, "A", next, {}, clock)).rejects.toThrow(
    'Site "A" was made of "RES-002", which is counted up to 2026-01: give a first month from 2026-02 on.',
  );
  await beginSite(at.store, "A", next + 2, {}, clock);
  await beginSite(at.store, "A", next + 1, {}, clock);
});

it("finds a renumbered site by either number, and keeps its reference", async () => {
  await closedYear();
  expect(await renumberSite(at.store, "RES-002", "R2-0002", null)).toEqual({
    reference: "RES-002",
    from: next,
  });
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
    'Site "RES-002" is not removed: it has 1 incident ("palier import undo" takes an import back); it counts in closed months ("palier reopen-month 2025-01..2025-02" first).',
  );
  await expect(removeSite(at.store, "RES-001")).rejects.toThrow(
    /it has 1 decision, kept with it \("palier sites end RES-001" ends it/,
  );
  const file = await at.file("new.csv", `${columns}NEW,Erreur,77000,4\n`);
  await importSites(at.store, [file]);
  await removeSite(at.store, "NEW");
  expect(await at.store.query("SELECT reference FROM site ORDER BY 1")).toHaveLength(2);
});

/** An act in a process that is killed while it waits for a table, in the midst of what it writes. */
async function killWaiting(lock: string, act: readonly string[]): Promise<void> {
  const holder = at.store.createQueryRunner();
  await holder.query(`BEGIN; ${lock}`);
  const child = fork(program, [databaseUrl, ...act], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
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
  const acts = [
    ["LOCK TABLE site_past", "merge", "RES-002", "RES-001", month],
    ["LOCK TABLE incident", "split", "RES-002", parts, month],
    ["LOCK TABLE classification", "remove", "NEW"],
    ["SELECT FROM site FOR UPDATE", "end", "RES-002", "", month],
    ["LOCK TABLE site_number", "renumber", "RES-002", "R2", month],
  ] as const;
  for (const [lock, ...act] of inTurn(acts, 2)) {
    await killWaiting(lock, act);
    expect(await contents()).toEqual(before);
  }
  await splitSite(at.store, "RES-002", parts, { from: next });
  await removeSite(at.store, "NEW");
  expect(await contents()).not.toEqual(before);
});

it("lets restatements and the ways back happen whole or not at all", async () => {
  await closedYear();
  const parts = await at.file("more.csv", `${columns}RES-003,Lac,77288,9\n`);
  await importSites(at.store, [parts]);
  await renumberSite(at.store, "RES-001", "R1", null);
  await mergeSites(at.store, { references: ["RES-003"], into: "RES-001", from: next + 2 });
  const contents = async () => [
    await at.contents(),
    await at.store.query("SELECT * FROM site_past, site_part"),
    await at.store.query("SELECT * FROM site_number"),
    await at.store.query(
      "SELECT id, first_month, last_month, facts_from, dwellings FROM site ORDER BY id",
    ),
    await at.store.query("SELECT month FROM closed_month ORDER BY month"),
    await at.store.query("SELECT site_id, level, withdrawn_at FROM decision"),
    await at.store.query("SELECT reason FROM restatement ORDER BY id"),
    await at.store.query("SELECT month, site_id, level FROM former_level ORDER BY 1, 2, 3"),
    await at.store.query("SELECT month, level, sites, dwellings FROM former_tally ORDER BY 1, 2"),
    await at.store.query("SELECT month FROM reopened_month"),
    await at.store.query("SELECT act, reference FROM site_act ORDER BY id"),
  ];
  const acts = ["begin", "unmerge", "drop", "decide", "reopen", "close", "withdraw"];
  const tried = inTurn(acts, 2, 1);
  const kill = async (lock: string, ...act: string[]) => {
    const [name = ""] = act;
    if (!acts.includes(name)) throw new Error(`${name} is not in the menu`);
    if (!tried.includes(name)) return;
    const before = await contents();
    await killWaiting(`LOCK TABLE ${lock}`, act);
    expect(await contents()).toEqual(before);
  };
  await kill("site_act", "begin", "RES-003", "", String(last - 2));
  await kill("site_act", "unmerge", "RES-001");
  await kill("site_act", "drop", "RES-001", "R1");
  await kill("former_tally", "decide", "RES-002", "", String(last));
  await kill("former_tally", "reopen", "", "", String(last));
  await reopenMonths(at.store, [last], clock);
  await kill("former_tally", "close", "", "", String(last));
  await closeMonths(at.store, [last], clock);
  const words = { reason: "Guet", author: "Direction", fromMonth: last, untilMonth: last };
  const { decisionId } = await recordDecision(
    at.store,
    { siteReference: "RES-002", level: 4, ...words },
    clock,
  );
  await kill("former_tally", "withdraw", String(decisionId));
});

it("keeps who did what to a site and why, also of one that is gone", async () => {
  await closedYear();
  const by = { author: "Patrimoine", reason: "SALE" } as const;
  const fresh = await at.file("new.csv", `${columns}NEW,Neuf,77288,4\n`);
  await importSites(at.store, [fresh], { author: "Direction" });
  await importSites(at.store, [await at.file("again.csv", `${columns}NEW,Neuf,77288,5\n`)]);
  await renumberSite(at.store, "NEW", "NEWER", null, by);
  await dropNumber(at.store, "NEWER", "NEWER", by);
  await renumberSite(at.store, "NEW", "NEWER", null, by);
  await expect(dropNumber(at.store, "NEW", "OTHER", by)).rejects.toThrow('no number "OTHER"');
  await endSite(at.store, "NEWER", next + 1, by);
  await endSite(at.store, "NEWER", null, { ...by, reason: "CORRECTION" });
  expect(await removeSite(at.store, "NEWER", by)).toBe("NEW");
  const told = (await siteHistory(at.store, "NEW")).map(
    ({ act, month, reason, author, others, dwellings }) =>
      [act, month, reason, author, others.join(), dwellings] as const,
  );
  expect(told).toEqual([
    ["ADDED", next, "IMPORT", "Direction", "new.csv", 4],
    ["CHANGED", next, "IMPORT", null, "again.csv", 5],
    ["RENUMBERED", next, "SALE", "Patrimoine", "NEWER", 5],
    ["NUMBER_DROPPED", null, "SALE", "Patrimoine", "NEWER", 5],
    ["RENUMBERED", next, "SALE", "Patrimoine", "NEWER", 5],
    ["ENDED", next + 1, "SALE", "Patrimoine", "", 5],
    ["GOES_ON", null, "CORRECTION", "Patrimoine", "", 5],
    ["REMOVED", null, "SALE", "Patrimoine", "", 5],
  ]);
  const parts = await at.file("parts.csv", `${columns}A,Nord,77288,25\nB,Sud,77288,15\n`);
  await splitSite(at.store, "RES-002", parts, by);
  expect((await siteHistory(at.store, "RES-002")).at(-1)).toMatchObject({
    act: "SPLIT",
    month: next,
    others: ["A", "B"],
    lastMonth: last,
  });
});

it("takes a merger back while its months are open, with the dwellings of before, and refuses a file of before it", async () => {
  await closedYear();
  const before = await at.store.query("SELECT * FROM site ORDER BY id");
  await mergeSites(at.store, { references: ["RES-002"], into: "RES-001", from: next });
  const old = await at.file("sites.csv", `${columns}RES-001,Les Tilleuls,77288,60\n`);
  await expect(importSites(at.store, [old])).rejects.toThrow(
    'site "RES-001" has 100 dwellings since others were merged into it in 2026-01, and the file has the 60 of before: write 100 there',
  );
  await closeMonths(at.store, [next], clock);
  await expect(undoMerger(at.store, "RES-001")).rejects.toThrow("reopen-month 2026-01");
  await reopenMonths(at.store, [next], clock);
  expect(await undoMerger(at.store, "RES-001", { author: "Direction" })).toEqual({
    reference: "RES-001",
    from: next,
    parts: ["RES-002"],
    dwellings: 60,
  });
  const sites = await at.store.query<{ facts_from: number }[]>("SELECT * FROM site ORDER BY id");
  expect(sites.map((site) => ({ ...site, facts_from: 0 }))).toEqual(before);
  expect(await at.store.query("SELECT FROM site_part")).toEqual([]);
  await closeMonths(at.store, [next], clock);
  expect(await tally(next)).toEqual([
    { level: 1, sites: 1, dwellings: 60 },
    { level: 3, sites: 1, dwellings: 40 },
  ]);
  await expect(undoMerger(at.store, "RES-001")).rejects.toThrow("Nothing was merged into");
});

it("moves the first month of a site back, so that a reopened month takes its incidents, and keeps what was published", async () => {
  await closedYear();
  const fresh = await at.file("new.csv", `${columns}NEW,Neuf,77288,4\n`);
  await importSites(at.store, [fresh]);
  await reopenMonths(at.store, [last - 1], clock);
  const row = "site,day,category\nNEW,2025-11-05,NOISE\n";
  await refusal(at.importText(row));
  const published = await tally(last);
  const { restated } = await beginSite(at.store, "NEW", last - 1, { author: "Direction" }, clock);
  expect(restated).toMatchObject({
    changed: 1,
    changes: [{ site: "NEW", month: last, before: null, after: 0 }],
  });
  await at.importText(row);
  await closeMonths(at.store, [last - 1], clock);
  expect(await tally(last)).toEqual([{ level: 0, sites: 1, dwellings: 4 }, ...published]);
  expect(
    await at.store.query(
      "SELECT month, level, sites, dwellings, reason FROM former_tally JOIN restatement ON id = restatement_id WHERE month = $1",
      [last],
    ),
  ).toContainEqual({ month: last, level: 0, sites: -1, dwellings: -4, reason: "SITE_BEGUN" });
  await expect(beginSite(at.store, "NEW", last, {}, clock)).rejects.toThrow(
    'Site "NEW" has 1 incident before 2025-12',
  );
});

it("divides what closed months have of a split site among its parts, and each goes on at its level", async () => {
  await closedYear();
  const days = ["03", "06", "09"].map((month) => `2025-${month}-07`);
  await reopenMonths(at.store, [first + 2, first + 5, first + 8], clock);
  await at.importText(
    `site,day,category\n${days.map((day) => `RES-002,${day},NOISE\nRES-002,${day},DRUG_DEALING\n`).join("")}`,
  );
  await closeMonths(at.store, [first + 2, first + 5, first + 8], clock);
  const parts = await at.file("parts.csv", `${columns}A,Nord,77288,30\nB,Sud,77288,10\n`);
  await expect(splitSite(at.store, "RES-002", parts, { apportion: [1, 1, 1] })).rejects.toThrow(
    "There are 3 shares for the 2 sites of the file.",
  );
  await splitSite(at.store, "RES-002", parts, { apportion: "DWELLINGS" });
  const divided = () =>
    at.store.query<{ month: number; family: string; incidents: number; sites: number }[]>(
      `SELECT month, family, sum(incidents)::integer AS incidents, count(*)::integer AS sites
       FROM taken_count GROUP BY 1, 2 ORDER BY 2, 1`,
    );
  const counted = () =>
    at.store.query(
      `SELECT month, CASE category WHEN 'NOISE' THEN 'INCIVILITY' ELSE 'TRAFFICKING' END AS family,
         incidents FROM incident_count JOIN site ON site.id = site_id
       WHERE reference = 'RES-002' AND month > $1 ORDER BY 2, 1`,
      [first],
    );
  const sums = async () => (await divided()).map(({ sites: _sites, ...sum }) => sum);
  expect(await sums()).toEqual(await counted());
  expect(
    await at.store.query(
      `SELECT reference, sum(incidents)::integer AS incidents FROM taken_count JOIN site ON id = site_id
       WHERE family = 'TRAFFICKING' GROUP BY 1 ORDER BY 1`,
    ),
  ).toEqual([
    { reference: "A", incidents: 5 },
    { reference: "B", incidents: 2 },
  ]);
  await closeMonths(at.store, [next], clock);
  expect(await levels("A")).toMatchObject([{ from_month: next, level: 3 }]);
  // Two months of dealing are its share: it calms down as the site would have.
  expect(await levels("B")).toMatchObject([{ from_month: next, level: 3 }]);
  expect(await tally(next)).toContainEqual({ level: 3, sites: 2, dwellings: 40 });
  const kept = await at.store.query("SELECT * FROM classification ORDER BY 1, 2");
  await reclassify(at.store, rulesOf({ grid: 1 }));
  expect(await at.store.query("SELECT * FROM classification ORDER BY 1, 2")).toEqual(kept);
  await reopenMonths(at.store, [first + 8], clock);
  await at.importText("site,day,category\nRES-002,2025-09-21,DRUG_DEALING\n");
  await closeMonths(at.store, [first + 8], clock);
  expect(await sums()).toEqual(await counted());
});

it("gives the parts the state in which the site ends, where the split was told ahead or a month of it reopened", async () => {
  const days = ["2025-02-05", "2025-11-05", "2025-12-05"];
  await at.importText(
    `site,day,category\n${days.map((day) => `RES-002,${day},DRUG_DEALING\n`).join("")}`,
  );
  await closeMonths(at.store, monthsBetween(first, last - 2), clock);
  const parts = await at.file("parts.csv", `${columns}A,Nord,77288,30\nB,Sud,77288,30\n`);
  await splitSite(at.store, "RES-002", parts, { from: next, apportion: "DWELLINGS" });
  await closeMonths(at.store, monthsBetween(last - 1, next), clock);
  const held = { from_month: next, level: 3 };
  expect((await levels("RES-002")).at(-1)).toMatchObject({ to_month: last, level: 3 });
  expect([await levels("A"), await levels("B")]).toMatchObject([[held], [held]]);
  const kept = await at.store.query("SELECT * FROM classification ORDER BY 1, 2");
  await reclassify(at.store, rulesOf({ grid: 1 }));
  expect(await at.store.query("SELECT * FROM classification ORDER BY 1, 2")).toEqual(kept);
  await reopenMonths(at.store, [last - 1], clock);
  const calmer = expect.not.objectContaining({ level: 3 });
  expect([(await levels("A"))[0], (await levels("B"))[0]]).toEqual([calmer, calmer]);
  await closeMonths(at.store, [last - 1], clock);
  expect(await at.store.query("SELECT * FROM classification ORDER BY 1, 2")).toEqual(kept);
});

it("names the command that helps in what it refuses of an ended, a new and a merged site", async () => {
  await closedYear();
  const { store } = at;
  await endSite(store, "RES-002", next);
  const merge = { references: ["RES-002"], into: "RES-001", from: next + 2 };
  await expect(mergeSites(store, merge)).rejects.toThrow('"palier sites end RES-002 --undo"');
  await expect(beginSite(store, "RES-002", next + 1, {}, clock)).rejects.toThrow(
    '"palier sites end RES-002 --undo"',
  );
  const fresh = await at.file("new.csv", `${columns}NEW,Neuf,77288,4\n`);
  await importSites(store, [fresh], { from: next + 2 });
  const early = { references: ["NEW"], into: "RES-001", from: next + 1 };
  await expect(mergeSites(store, early)).rejects.toThrow('"palier sites begin NEW --first');
  await expect(mergeSites(store, { references: [], into: "NEW" })).rejects.toThrow(
    '"palier sites merge RES-003 --into RES-002"',
  );
  await endSite(store, "RES-002", null);
  await mergeSites(store, { ...merge, from: next + 1, dwellings: 60 });
  const undo = '"palier sites merge --undo --into"';
  await expect(removeSite(store, "RES-002")).rejects.toThrow(undo);
  await expect(endSite(store, "RES-002", next + 3)).rejects.toThrow(undo);
  await expect(beginSite(store, "RES-001", next + 1, {}, clock)).rejects.toThrow(undo);
});
