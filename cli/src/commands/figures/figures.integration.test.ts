import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, recordSignature } from "@palier/landlord-store";
import { generateSigningKey, signConvention } from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import { createDatabase } from "@palier/test-support";
import { type CommandRun, runPalier } from "../../testing/command.fixture.js";

let folder: string;
let databaseUrl: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-figures-"));
  databaseUrl = await createDatabase();
  const sites = join(folder, "sites.csv");
  const rows = ["A", "B", "C"].map((site) => `${site},Les ${site},77288,60\n`);
  await writeFile(sites, `reference,name,commune,dwellings\n${rows.join("")}`);
  await run("sites", "import", sites);
  const incidents = join(folder, "incidents.csv");
  const told = [..."AAABBBBBBBBB"].map((site, index) => `F-${index},${site},2026-01-05,NOISE\n`);
  await writeFile(incidents, `reference,site,day,category\n${told.join("")}`);
  expect((await run("import", incidents)).exitCode).toBe(0);
});
afterAll(() => rm(folder, { recursive: true }));

function run(...args: readonly string[]): Promise<CommandRun> {
  return runPalier([...args, "--landlord", "lisiere"], { databaseUrl });
}

it("says that nothing is released without a convention, and what is released with one", async () => {
  const closed = await run("close-month", "2026-01");
  expect(closed.printed).toContain("no convention that this landlord has signed has begun");
  expect((await run("figures", "verify")).printed).toContain("There is no release");
  const key = await generateSigningKey();
  const signature = await signConvention(exampleConvention, "lisiere", key);
  const store = await openStore(databaseUrl, "lisiere");
  await recordSignature(store, exampleConvention, signature, key.x);
  await store.destroy();
  const february = await run("close-month", "2026-02", "--empty", "2026-02");
  // Three at A, and C or B besides: their subtotal is shown.
  expect(february.printed).toContain(
    "Released for readers who are shown no number below 5: 2026-01 to 2026-02, 4.8 % of 42 numbers withheld",
  );
  const verified = await run("figures", "verify");
  expect(verified).toMatchObject({ exitCode: 0, complained: "" });
  expect(verified.printed).toMatch(
    /0 +20\d\d-.+ +2026-01 to 2026-02 +5 +1 +.+, 1 \(sha256-.{8}\) +42 +4\.8 % +0 +0 +0/,
  );
  expect(verified.printed).toContain("Nothing else can be computed back.");
});

it("ends with 1 where what is stored shows what it must not", async () => {
  const store = await openStore(databaseUrl, "lisiere");
  await store.query("UPDATE release_cell SET is_withheld = false WHERE incidents = 3");
  await store.destroy();
  const verified = await run("figures", "verify");
  expect(verified.exitCode).toBe(1);
  expect(verified.complained).toContain(
    "Release 0, 2026-01, INCIVILITY, site A: a small number is shown.",
  );
});

it("releases nothing of a restored record until it is told what was released since, and shows that", async () => {
  const store = await openStore(databaseUrl, "lisiere");
  await store.query("INSERT INTO restoration (taken_at) VALUES ('2026-03-09T08:30:00Z')");
  await store.destroy();
  const close = () => run("close-month", "2026-03", "--empty", "2026-03");
  const refused = await close();
  expect(refused.exitCode).toBe(1);
  expect(refused.complained).toContain('with "palier figures resume"');
  expect((await run("figures", "verify")).printed).toMatch(
    /Restored 20.* \(UTC\) from a backup of 2026-03-09 08:30:00: nothing is released until/,
  );
  expect((await run("figures", "resume")).complained).toContain("--since");
  const resume = ["figures", "resume", "--since", "nothing", "--author", "Direction"];
  expect((await run(...resume)).printed).toContain("nothing was released after the backup");
  expect((await run(...resume)).printed).toContain("Nothing waits for it");
  expect((await run("figures", "verify")).printed).toContain(
    "as Direction told, nothing had been released after the backup.",
  );
  expect((await close()).printed).toContain("Released for readers");
});
