import { type LandlordStore, openStore } from "@palier/landlord-store";
import { monthNumber } from "@palier/schema";
import { createDatabase } from "@palier/test-support";
import { type CommandRun, runPalier } from "../../testing/command.fixture.js";

let databaseUrl: string;
let store: LandlordStore;
beforeAll(async () => {
  databaseUrl = await createDatabase();
  store = await openStore(databaseUrl, "lisiere");
  await store.query(`
    INSERT INTO site (id, reference, name, commune, dwellings)
    VALUES (1, 'R-1', 'Les Tilleuls', '77288', 60), (2, 'R-2', 'Le Parc', '77288', 40);
    INSERT INTO site_number (number, site_id, from_month) VALUES ('N-7', 2, 0)`);
});
afterAll(() => store.destroy());

const run = (...args: readonly string[]): Promise<CommandRun> =>
  runPalier(["systems", ...args, "--landlord", "lisiere"], { databaseUrl });

it("names the sites of a system by references or numbers of theirs, and refuses the unknown", async () => {
  const refused = await run("add", "tickets", "--site", "R-1", "--site", "N-8", "R-9");
  expect(refused).toMatchObject({ exitCode: 1 });
  expect(refused.complained).toContain('There is no site "N-8", "R-9"');
  const sites = ["--site", "R-1", "--site", "N-7", "R-2"];
  expect(await run("add", "tickets", ...sites)).toMatchObject({ exitCode: 0, complained: "" });
  expect(await store.query("SELECT name, sites FROM submitting_system")).toEqual([
    { name: "tickets", sites: ["R-1", "R-2"] },
  ]);
});

it("--once says by its end that something waits on, and what it loaded", async () => {
  await store.query(
    `INSERT INTO submission (system_id, reference, content_hash, content, month)
     SELECT id, 'T-1', sha256('a'), $1, 24310 FROM submitting_system`,
    [JSON.stringify([{ reference: "T-1", site: "R-1", day: "2026-02-03", category: "NOISE" }])],
  );
  await store.query("ALTER TABLE incident_source RENAME TO away");
  const failed = await run("load", "--once");
  await store.query("ALTER TABLE away RENAME TO incident_source");
  expect(failed).toMatchObject({ exitCode: 1, printed: "0 submissions settled.\n" });
  expect(failed.complained).toMatch(/A submission of tickets waits on: [\s\S]*Not all are loaded/);
  expect(await run("load", "--once")).toMatchObject({
    exitCode: 0,
    complained: "",
    printed: "A submission of tickets: LOADED\n1 submission settled.\n",
  });
});

it("names what waits for a closed month, and the command that lets it in", async () => {
  await store.query(
    `INSERT INTO closed_month (month) VALUES (${monthNumber("2026-01")});
     INSERT INTO submission (system_id, reference, content_hash, content, month)
     SELECT id, 'T-2', sha256('b'), '[{"reference":"T-2","site":"R-1","day":"2026-01-03","category":"NOISE"}]', 24310
     FROM submitting_system`,
  );
  const waits =
    "1 submission of tickets waits for 2026-01, closed: palier reopen-month 2026-01 --reason LATE_INCIDENTS --landlord lisiere\n";
  expect(await run("load", "--once")).toMatchObject({
    exitCode: 0,
    printed: `A submission of tickets waits: 2026-01 is closed\n0 submissions settled.\n${waits}`,
  });
  expect((await run("list")).printed).toContain(waits);
});

it("ends at once where the mapping is none", async () => {
  const ended = await run("load", "--mapping", "/nonexistent/tickets.yaml");
  expect(ended).toMatchObject({ exitCode: 1, printed: "" });
});
