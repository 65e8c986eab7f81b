import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@palier/test-support";
import { type CommandRun, runPalier } from "../../testing/command.fixture.js";

let folder: string;
let databaseUrl: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-incidents-"));
  databaseUrl = await createDatabase();
  await run(
    "sites",
    "import",
    await file("sites.csv", "reference,name,commune,dwellings\nA,A,77288,60\n"),
  );
  await run(
    "import",
    await file("first.csv", `${header}F-1,A,2026-09-01,NOISE\nF-2,A,2026-10-01,NOISE\n`),
  );
});
afterEach(() => rm(folder, { recursive: true }));

const header = "reference,site,day,category\n";
const acting = ["--author", "Direction"];

function run(...args: readonly string[]): Promise<CommandRun> {
  return runPalier([...args, "--landlord", "lisiere"], { databaseUrl });
}

async function file(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

it("corrects, withdraws and restores an incident, and tells what became of it", async () => {
  const because = ["--reason", "duplicate", ...acting];
  const corrected = await run("incidents", "correct", "F-1", "--category", "Graffiti", ...because);
  expect(corrected).toEqual({
    exitCode: 0,
    printed: '  The incident "F-1" is corrected.\n',
    complained: "",
  });
  expect((await run("incidents", "withdraw", "F-1", ...because)).printed).toContain("is withdrawn");
  const again = await run("import", join(folder, "first.csv"));
  expect(again.printed).toMatch(
    /0 incidents added[\s\S]*1 row known already[\s\S]*1 row of withdrawn incidents/,
  );
  expect((await run("incidents", "restore", "F-1", ...because)).printed).toContain("there again");
  const history = (await run("incidents", "history", "F-1")).printed.split("\n");
  expect(history.slice(1, -1).map((line) => line.split(/ {2,}/).slice(1, 4))).toEqual([
    ["imported", "IMPORT", expect.any(String)],
    ["corrected", "DUPLICATE", "Direction"],
    ["withdrawn", "DUPLICATE", "Direction"],
    ["restored", "DUPLICATE", "Direction"],
  ]);
  expect((await run("incidents", "history", "F-2")).printed).toContain("Nobody has corrected");
});

it("refuses a reason of nobody's list, an incident that is not there and a closed month, each with what helps", async () => {
  const odd = await run("incidents", "withdraw", "F-1", "--reason", "because");
  expect(odd).toMatchObject({
    exitCode: 2,
    complained: expect.stringContaining("It is one of WRONG_ENTRY"),
  });
  const because = ["--reason", "NO_INCIDENT", ...acting];
  const absent = await run("incidents", "withdraw", "F-9", ...because);
  expect(absent).toMatchObject({
    exitCode: 1,
    complained: expect.stringContaining('no incident "F-9"'),
  });
  await run("close-month", "2026-09");
  const closed = await run("incidents", "withdraw", "F-1", ...because);
  expect(closed.complained).toContain('Run "palier reopen-month 2026-09" first');
});

it("shows what a file would correct, does it with --yes, and takes it back", async () => {
  const corrected = await file(
    "second.csv",
    `${header}F-1,A,2026-09-02,NOISE\nF-3,A,2026-10-03,NOISE\n`,
  );
  const shown = await run("import", corrected, "--update");
  expect(shown.printed).toContain(
    "1 incident would be added, 1 corrected\n  F-1: day 2026-09-01 → 2026-09-02",
  );
  expect(shown.printed).toContain("Nothing was imported; with --yes");
  const done = await run("import", corrected, "--update", "--yes", ...acting);
  expect(done.printed).toMatch(/1 incident added[\s\S]*1 incident corrected/);
  const list = (await run("import", "list")).printed;
  expect(list).toMatch(/^import +time \(UTC\) +author +added +corrected +taken back +files\n/);
  const [, number = ""] = / +(\d+) .* +1 +1 +second\.csv/.exec(list) ?? [];
  const undone = await run("import", "undo", number, ...acting);
  expect(undone.printed).toContain("1 incident removed, 1 as before");
  expect((await run("import", "undo", number)).complained).toMatch(/taken back already/);
});

it("tries a file and loads nothing; it fails where an import would be refused", async () => {
  const good = await file("good.csv", `${header}F-1,A,2026-09-01,NOISE\nF-3,A,2026-10-03,NOISE\n`);
  const tried = await run("import", good, "--try");
  expect(tried.exitCode).toBe(0);
  expect(tried.printed).toMatch(/Nothing is imported[\s\S]*2026-09 +0 +1 [\s\S]*2026-10 +1 +0 /);
  expect(tried.printed).toContain(
    "good.csv: days from 2026-09-01 to 2026-10-03; the year comes first",
  );
  const bad = await file(
    "bad.csv",
    `${header}F-4,A,2026-10-03,Tapage nocturne\nF-5,A,2026-10-03,Noises\n`,
  );
  const refused = await run("import", bad, "--try");
  expect(refused.exitCode).toBe(1);
  expect(refused.printed).toMatch(
    /An import is refused:[\s\S]*did you mean NOISE "[\s\S]*Under "categories"/,
  );
  expect((await run("import", good, "--update", "--yes")).printed).toContain("1 incident added");
});

it("reaches the incidents of a row that counts several one by one, or all", async () => {
  const several = `${header.trim()},count\nF-9,A,2026-10-03,NOISE,3\n`;
  await run("import", await file("several.csv", several));
  const because = ["--reason", "DUPLICATE", ...acting];
  expect((await run("incidents", "withdraw", "F-9", ...because)).complained).toContain(
    "1, 2, 3: name one",
  );
  const one = await run("incidents", "withdraw", "F-9", "--which", "2", ...because);
  expect(one.printed).toContain('The incident "F-9" (2 of 3) is withdrawn.');
  const all = await run("incidents", "correct", "F-9", "--all", "--severity", "2", ...because);
  expect(all.printed.match(/is corrected/g)).toHaveLength(2);
  expect((await run("incidents", "restore", "F-9", ...because)).printed).toContain(
    "(2 of 3) is there again",
  );
  expect((await run("incidents", "history", "F-9")).printed).toMatch(
    /\(1 of 3\)[\s\S]*\(2 of 3\)[\s\S]*\(3 of 3\)/,
  );
});
