import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@palier/test-support";
import { type CommandRun, runPalier } from "../../testing/command.fixture.js";

let folder: string;
let databaseUrl: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-import-"));
  databaseUrl = await createDatabase();
  await file("sites.csv", "reference,name,commune,dwellings\nA,A,77288,60\n");
  await run("sites", "import", join(folder, "sites.csv"));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

function run(...args: readonly string[]): Promise<CommandRun> {
  return runPalier([...args, "--landlord", "lisiere"], { databaseUrl });
}

it("sends nobody who tries a file to a file of rejected rows, which a trial does not write", async () => {
  const rows = "reference,site,day,category\n1,A,2026-02-05,NOISE\n2,A,2026-02-05,Bruit ?\n";
  const { exitCode, printed } = await run("import", await file("wrong.csv", rows), "--try");
  expect(exitCode).toBe(1);
  expect(printed).toMatch(/2026-02 +1 +0 +0 +0 +1\n/);
  expect(printed).toMatch(/\n {2}1 row wrong\n/);
  expect(printed).not.toMatch(/of no month|rejected rows|their file/i);
});

it("does not let --over-hand mean nothing", async () => {
  for (const more of [[], ["--try"]]) {
    const refused = await run("import", join(folder, "any.csv"), "--over-hand", ...more);
    expect(refused).toMatchObject({ exitCode: 1, printed: "" });
    expect(refused.complained).toContain("add --update");
  }
});
