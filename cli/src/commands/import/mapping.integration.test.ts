import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@palier/test-support";
import { type CommandRun, runPalier } from "../../testing/command.fixture.js";

let folder: string;
let databaseUrl: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-mapping-"));
  databaseUrl = await createDatabase();
  await run(
    "sites",
    "import",
    await file("sites.csv", "reference,name,commune,dwellings\nA,A,77288,60\n"),
  );
});
afterEach(() => rm(folder, { recursive: true }));

async function file(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

function run(...args: readonly string[]): Promise<CommandRun> {
  return runPalier([...args, "--landlord", "lisiere"], { databaseUrl });
}

it("drafts a mapping beside the file, never over one, and checks it against the file", async () => {
  const data = await file("2026.csv", "Fait;Survenu le;Résidence\nDivers;05/02/2026;A\n");
  const drafted = await run("mapping", "draft", data);
  expect(drafted.printed).toMatch(
    /2026\.mapping\.yaml is written; 1 question left\n {2}- What does "Divers" mean/,
  );
  const path = join(folder, "2026.mapping.yaml");
  const text = await readFile(path, "utf8");
  expect((await run("mapping", "draft", data)).complained).toContain(
    "exists already and is not replaced",
  );
  expect(await readFile(path, "utf8")).toBe(text);
  const checked = await run("mapping", "check", path, data);
  expect(checked.exitCode).toBe(1);
  expect(checked.printed).toMatch(
    /can be used[\s\S]*Divers[\s\S]*Under "categories"[\s\S]*NOISE "/,
  );
  await writeFile(path, `categories: { Divers: NOISE }\n${text}`);
  expect(await run("mapping", "check", path, data)).toMatchObject({
    exitCode: 0,
    printed: expect.stringContaining("it reads all of"),
  });
  const wrong = await file(
    "wrong.yaml",
    "columns: { day: D, category: N }\ncategories: { Tapage: NOISES }\n",
  );
  const refused = await run("mapping", "check", wrong);
  expect(refused.exitCode).toBe(1);
  expect(refused.complained).toMatch(/wrong\.yaml, line 2, column \d+: "NOISES" is not known/);
  const absent = await file(
    "absent.yaml",
    "columns: { day: Jour, category: Fait }\nsite: { columns: Résidence }\n",
  );
  expect((await run("mapping", "check", absent, data)).printed).toContain(
    'a column "Jour"; the file has',
  );
});
