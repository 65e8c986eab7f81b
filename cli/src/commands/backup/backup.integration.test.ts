import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { importIncidents } from "@palier/landlord-import";
import { openServingStore, openStore, recordSignature } from "@palier/landlord-store";
import { generateSigningKey, signConvention, signingKeyText } from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
import { createDatabase } from "@palier/test-support";
import pg from "pg";
import { type CommandRun, runPalier } from "../../testing/command.fixture.js";

const categories = ["DRUG_DEALING", "ARSON", "NOISE"];
const firstRows = 600;
const laterRows = 4_000;

let folder: string;
let databaseUrl: string;
let key: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-backup-command-"));
  databaseUrl = await createDatabase();
  key = join(folder, "key.txt");
  const sites = "reference,name,commune,dwellings\nA,Tilleuls,77288,60\nB,Lilas,77285,40\n";
  await writeFile(join(folder, "sites.csv"), sites);
  await writeFile(join(folder, "2025.csv"), incidents(2025, firstRows));
  await writeFile(join(folder, "2026.csv"), incidents(2026, laterRows));
  await done(palier("sites", "import", join(folder, "sites.csv")));
  await done(palier("import", join(folder, "2025.csv")));
  await done(palier("close-month", "2025-01..2025-12", "--empty", "2025-11..2025-12"));
});
afterAll(() => rm(folder, { recursive: true }));

function incidents(year: number, rows: number): string {
  const lines = Array.from({ length: rows }, (_, row) => {
    const day = new Date(Date.UTC(year, 0, 1 + (row % 300))).toISOString().slice(0, 10);
    return `${year}-${row},${row % 3 === 0 ? "B" : "A"},${day},${categories[row % 3]}\n`;
  });
  return `reference,site,day,category\n${lines.join("")}`;
}

function palier(...args: readonly string[]): Promise<CommandRun> {
  return runPalier([...args, "--landlord", "lisiere"], { dataFolder: folder, databaseUrl });
}

async function done(run: Promise<CommandRun>): Promise<string> {
  const { exitCode, printed, complained } = await run;
  expect({ exitCode, complained }).toEqual({ exitCode: 0, complained: "" });
  return printed;
}

/** Restores into a database of its own, and proves it; how many incidents there are. */
async function restored(file: string): Promise<number> {
  const url = await createDatabase();
  const args = ["restore", file, "--landlord", "lisiere", "--key", key];
  const printed = await done(runPalier(args, { dataFolder: folder, databaseUrl: url }));
  expect(printed).toMatch(/Restored, all of it\.\n {2}The record of lisiere as it stood at 2/);
  expect(printed).toMatch(/^PALIER_FEDERATED_DATABASE_URL=postgres:/m);
  expect(printed).toContain("Counts and levels are those of the incidents.");
  expect(printed).toContain("The access log is whole: 0 entries.");
  expect(printed).toMatch(/This record holds no release of figures\. If months were closed/);
  const store = await openStore(url, "lisiere");
  const [counted] = await store.query("SELECT count(*)::integer AS rows FROM incident");
  await store.destroy();
  return counted.rows;
}

/** Until the import has written a part of its rows, and cannot go on. */
async function importWaits(client: pg.Client): Promise<void> {
  for (;;) {
    const { rowCount } = await client.query(`
      SELECT FROM pg_locks AS waiting JOIN pg_locks AS held USING (pid)
      WHERE NOT waiting.granted AND waiting.relation = 'incident_source'::regclass
        AND waiting.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND held.granted AND held.relation = 'incident'::regclass AND held.mode = 'RowExclusiveLock'`);
    if (rowCount !== 0) return;
    await setTimeout(10);
  }
}

it("takes a backup while an import is under way, which restored is the record before it", async () => {
  const file = join(folder, "during.age");
  const blocker = new pg.Client({ connectionString: databaseUrl });
  await blocker.connect();
  await blocker.query("BEGIN; LOCK TABLE incident_source IN EXCLUSIVE MODE");
  const store = await openStore(databaseUrl, "lisiere");
  const importing = importIncidents(store, [join(folder, "2026.csv")], {
    limits: { rowsALoad: 500 },
  });
  await importWaits(blocker);
  const printed = await done(palier("backup", "--output", file, "--new-key", key));
  expect(printed).toMatch(/2 sites, 600 incidents, 12 closed months, 0 in the access log/);
  await blocker.query("ROLLBACK");
  // And another beside it: whole, with all that it brings or with nothing.
  const [, summary] = await Promise.all([
    done(palier("backup", "--output", join(folder, "beside.age"), "--key", key)),
    importing,
  ]);
  await blocker.end();
  await store.destroy();
  expect(summary.incidentsAdded).toBe(laterRows);

  expect(await restored(file)).toBe(firstRows);
  expect([firstRows, firstRows + laterRows]).toContain(await restored(join(folder, "beside.age")));
  await done(palier("close-month", "2026-01..2026-09"));
  await done(palier("backup", "--output", join(folder, "after.age"), "--key", key));
  expect(await restored(join(folder, "after.age"))).toBe(firstRows + laterRows);
});

it("checks a backup without a database, and says where it is damaged", async () => {
  const file = join(folder, "checked.age");
  await done(palier("backup", "--output", file, "--key", key));
  const check = (path: string) =>
    runPalier(["restore", path, "--landlord", "lisiere", "--key", key, "--check"]);
  expect(await done(check(file))).toMatch(/The backup is whole\.\n.*lisiere/);
  const cut = join(folder, "cut.age");
  const whole = await readFile(file);
  await writeFile(cut, whole.subarray(0, whole.length - 200));
  const run = await check(cut);
  expect(run.exitCode).toBe(1);
  expect(run.complained).toMatch(
    /^the backup is damaged or cut off (in|before|at the end of) table /,
  );
});

it("signs nothing in a restored record that lacks releases, and keeps none from serving or from its password", async () => {
  const file = join(folder, "unsigned.age");
  const keyFile = join(folder, "signing-key.json");
  const text = join(folder, "convention.yaml");
  const own = await generateSigningKey();
  const { convention, ...written } = writeConvention({
    landlords: [{ slug: "lisiere", key: own.x }],
  });
  await writeFile(keyFile, signingKeyText(own), { mode: 0o600 });
  await writeFile(text, written.text);
  await done(palier("backup", "--output", file, "--key", key));
  const url = await createDatabase();
  const here = (...args: readonly string[]) =>
    runPalier([...args, "--landlord", "lisiere"], { dataFolder: folder, databaseUrl: url });
  await done(here("restore", file, "--key", key));
  const sign = () => here("convention", "sign", text, "--key", keyFile);
  const signature = "convention.yaml.lisiere.jws";
  const resume = expect.stringContaining('"palier figures resume"');

  expect(await sign()).toMatchObject({ exitCode: 1, printed: "", complained: resume });
  expect(await readdir(folder)).not.toContain(signature);
  const store = await openStore(url, "lisiere");
  expect(await store.query("SELECT FROM convention_signature")).toEqual([]);
  // As where it was signed before the loss, or by palier start.
  const before = await signConvention(convention, "lisiere", own);
  await recordSignature(store, convention, before, own.x);
  await store.destroy();

  const told: string[] = [];
  const tell = (words: string) => told.push(words);
  const serving = await openServingStore("lisiere", { databaseUrl: url }, undefined, tell);
  await serving.destroy();
  expect(told).toEqual([resume]);
  const prepared = await here("node", "prepare", "--new-password");
  expect(prepared).toMatchObject({ exitCode: 1, complained: resume });
  expect(prepared.printed).toMatch(/^PALIER_FEDERATED_DATABASE_URL=postgres:/m);

  await done(here("figures", "resume", "--since", "nothing", "--author", "Direction"));
  await done(sign());
  expect(await readdir(folder)).toContain(signature);
});

it("writes nothing in the clear, and nothing over a file that is there", async () => {
  const refused = await palier("backup", "--output", join(folder, "clear"));
  expect(refused).toMatchObject({ exitCode: 1, printed: "" });
  expect(refused.complained).toContain("never written in the clear");
  const present = await palier("backup", "--output", join(folder, "2025.csv"), "--key", key);
  expect(present.complained).toContain("exists already and is not replaced");
  expect((await readdir(folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

it("says that restored levels are not those of the incidents, and keeps what the backup holds", async () => {
  const altered = await createDatabase();
  const options = { dataFolder: folder, databaseUrl: altered };
  const file = join(folder, "altered.age");
  await done(palier("backup", "--output", join(folder, "whole.age"), "--key", key));
  const args = ["--landlord", "lisiere", "--key", key];
  await done(runPalier(["restore", join(folder, "whole.age"), ...args], options));
  const store = await openStore(altered, "lisiere");
  await store.query("UPDATE classification SET level = 1 WHERE site_id = 1");
  await store.destroy();
  await done(runPalier(["backup", "--output", file, ...args], options));
  const run = await runPalier(["restore", file, ...args], {
    dataFolder: folder,
    databaseUrl: await createDatabase(),
  });
  expect(run.exitCode).toBe(1);
  expect(run.complained).toMatch(/not what its incidents give today \(classification: \d+ rows?/);
});

/** How much tells of Mme Dupont, by table, and how much of others. */
async function standingIn(url: string): Promise<{ standing: number[]; kept: number }> {
  const store = await openStore(url, "lisiere");
  const standing: number[] = [];
  for (const table of ["incident_personal", "incident_version_personal", "incident_source"]) {
    const sql = `SELECT count(*)::integer AS rows FROM ${table} AS t WHERE t::text ~* 'dupont|heard'`;
    standing.push((await store.query(sql))[0].rows);
  }
  const [kept] = await store.query(
    "SELECT count(*)::integer AS rows FROM incident_personal WHERE reporter IN ('M. Martin', 'M. Petit')",
  );
  await store.destroy();
  return { standing, kept: kept.rows };
}

it("erases again what was erased since the backup, in a record that no file tells it to again", async () => {
  const file = join(folder, "before-erasures.age");
  const told = join(folder, "told.csv");
  await writeFile(
    told,
    "reference,site,day,category,reporter,narrative\nP-1,A,2026-10-05,NOISE,Mme Dupont,heard\nP-2,A,2026-10-06,NOISE,M. Martin,Mme Dupont\nP-3,A,2026-10-07,NOISE,M. Petit,seen\n",
  );
  await done(palier("import", told));
  await done(palier("incidents", "correct", "P-2", "--severity", "2", "--reason", "WRONG_ENTRY"));
  await done(palier("backup", "--output", file, "--key", key));
  const list = join(folder, "erasures", "lisiere.txt");
  expect(await done(palier("erase", "P-1", "--yes"))).toContain(`${list} tells a restoration so`);
  await done(palier("erase", "--text", "dupont", "--yes"));
  expect(await readFile(list, "utf8")).not.toMatch(/dupont|heard|P-1/i);
  expect((await stat(list)).mode & 0o777).toBe(0o600);

  const restoring = async () => {
    const url = await createDatabase();
    const options = { dataFolder: folder, databaseUrl: url };
    const args = ["restore", file, "--landlord", "lisiere", "--key", key];
    const { printed } = await runPalier(args, options);
    await done(runPalier(["import", told, "--landlord", "lisiere"], options));
    return { printed, url, ...(await standingIn(url)) };
  };
  const restored = await restoring();
  expect(restored).toMatchObject({ standing: [0, 0, 0], kept: 2 });
  expect(restored.printed).toMatch(
    /Erased again, by .*: \d values and 2 rows of files, of 2 incidents/,
  );
  expect(restored.printed).toMatch(/1 erasure that went by words \(2\d{3}-\d\d-\d\d\)/);
  const none = ["--erasures", join(folder, "none.txt")];
  const refused = await palier("restore", file, "--key", key, ...none);
  expect(refused).toMatchObject({ exitCode: 1, printed: "" });
  expect(refused.complained).toContain("There is no file");
  const elsewhere = join(folder, "elsewhere.txt");
  await rename(list, elsewhere);
  const unlisted = await restoring();
  expect(unlisted.printed).toContain("there is no list");
  expect(unlisted.standing).not.toEqual([0, 0, 0]);
  const again = (...args: readonly string[]) =>
    runPalier(["erase", "--again", "--landlord", "lisiere", ...args], {
      dataFolder: folder,
      databaseUrl: unlisted.url,
    });
  expect((await again()).complained).toContain("There is no list");
  expect(await done(again("--erasures", elsewhere))).toMatch(
    /2 incidents\.[\s\S]*1 erasure that went/,
  );
  expect(await standingIn(unlisted.url)).toMatchObject({ standing: [0, 0, 0], kept: 2 });
  expect(await done(again("--erasures", elsewhere))).toContain("The record knows all erasures");

  // A record that goes over to another name takes the list of the former one.
  await rename(elsewhere, list);
  const url = await createDatabase();
  const taken = [
    "restore",
    file,
    "--landlord",
    "clairiere",
    "--from-landlord",
    "lisiere",
    "--key",
    key,
  ];
  const { printed } = await runPalier(taken, { dataFolder: folder, databaseUrl: url });
  expect(printed).toMatch(/Erased again, by .*clairiere\.txt or .*lisiere\.txt: /);
});

it("erases nothing where the list of erasures cannot be written", async () => {
  const list = join(folder, "a-file", "lisiere.txt");
  await writeFile(join(folder, "a-file"), "");
  const run = await palier("erase", "--text", "petit", "--yes", "--erasures", list);
  expect(run).toMatchObject({ exitCode: 1 });
  expect(run.complained).toContain(`Nothing is erased: ${list}, which tells a restored backup`);
  expect(await done(palier("erase", "--text", "petit", "--preview"))).toContain("reporter 1");
});
