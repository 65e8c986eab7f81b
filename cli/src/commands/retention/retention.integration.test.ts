import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, recordSignature } from "@palier/landlord-store";
import { generateSigningKey, signConvention } from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import { createDatabase } from "@palier/test-support";
import { type CommandRun, runPalier } from "../../testing/command.fixture.js";

/** Of it nothing is due, whenever this runs. */
const today = new Date().toISOString().slice(0, 10);

let folder: string;
let databaseUrl: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-retention-"));
  databaseUrl = await createDatabase();
  const sites = join(folder, "sites.csv");
  await writeFile(sites, "reference,name,commune,dwellings\nA,Les Ormes,77288,60\n");
  await run("sites", "import", sites);
  const incidents = join(folder, "incidents.csv");
  await writeFile(
    incidents,
    `reference,site,day,category,narrative\nF-1,A,2015-01-05,NOISE,Mme Dupont\nF-2,A,${today},NOISE,Mme Dupont\n`,
  );
  expect((await run("import", incidents)).exitCode).toBe(0);
  expect((await run("close-month", "2015-01")).exitCode).toBe(0);
});
afterAll(() => rm(folder, { recursive: true }));

function run(...args: readonly string[]): Promise<CommandRun> {
  return runPalier([...args, "--landlord", "lisiere"], { dataFolder: folder, databaseUrl });
}

it("purges nothing that nobody signed, and then what is due, with a preview and a list", async () => {
  const refused = await run("purge");
  expect(refused.exitCode).toBe(1);
  expect(refused.complained).toContain("no convention");
  const key = await generateSigningKey();
  const signature = await signConvention(exampleConvention, "lisiere", key);
  const store = await openStore(databaseUrl, "lisiere");
  await recordSignature(store, exampleConvention, signature, key.x);
  await store.destroy();
  const preview = await run("purge", "--preview");
  expect(preview).toMatchObject({ exitCode: 0, complained: "" });
  expect(preview.printed).toContain("2015-01\n  1 incident, 1 row of files, 0 versions");
  expect(preview.printed).toContain("would go");
  expect((await run("purge", "list")).printed).toBe("Nothing was purged yet.\n");
  expect((await run("purge")).printed).toContain("1 incident, 1 row of files");
  expect((await run("purge", "list")).printed).toMatch(/2015-02 +1 +0 +1/);
  const reopened = await run("reopen-month", "2015-01", "--yes");
  expect(reopened.complained).toContain("2015-01 is purged");
});

it("erases by words, when it is agreed to", async () => {
  const preview = await run("erase", "--text", "dupont", "--preview");
  expect(preview.printed).toContain("1 incident: reporter 0, staff 0, narrative 1, source 0");
  const unasked = await run("erase", "--text", "dupont");
  expect(unasked).toMatchObject({ exitCode: 1 });
  expect(unasked.complained).toContain("--yes");
  expect(await run("erase", "--text", "dupont", "--yes")).toMatchObject({ exitCode: 0 });
  expect((await run("erase", "--text", "dupont", "--yes")).complained).toContain(
    "Nothing is erased",
  );
  expect((await run("erase")).complained).toContain("one of the two");
});

it("exports the whole record", async () => {
  const output = join(folder, "export");
  const { printed } = await run("export", "--output", output);
  expect(printed).toContain("They hold personal data");
  expect(await readdir(output)).toEqual(expect.arrayContaining(["README.md", "incidents.csv"]));
});
