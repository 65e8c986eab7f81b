import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { createDatabase } from "@palier/test-support";
import { runPalier } from "../testing/command.fixture.js";

let folder: string;
let databaseUrl: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-refusal-"));
  databaseUrl = await createDatabase();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function complaint(...args: readonly string[]): Promise<string> {
  const run = await runPalier([...args, "--landlord", "lisiere"], { databaseUrl });
  expect(run.exitCode).toBe(1);
  return run.complained;
}

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

const header = "reference,site,day,category\n";

it.each<[string, () => Promise<string>, string]>([
  ["a missing file", async () => join(folder, "none.csv"), "there is no such file"],
  ["an empty file", () => file("empty.csv", ""), "the file is empty"],
  ["a cut .gz", () => file("cut.csv.gz", gzipSync(header).subarray(0, 20)), "ends too early"],
  ["a title", () => file("t.csv", "Faits 2026;;\n"), "the first line must name the columns"],
  ["a workbook", () => file("book.csv", "PK\u0003\u0004\u0014\0x"), "save it as CSV"],
])("says of %s that the file cannot be read, and promises no skipping", async (_, make, why) => {
  for (const command of [["import"], ["sites", "import"]]) {
    const text = await complaint(...command, await make());
    expect(text).toMatch(/^Nothing was imported: 1 file cannot be read\.\n/);
    expect(text).toContain(why);
    expect(text).not.toContain("--skip-bad");
  }
});

it("says of a folder that it is one", async () => {
  const path = join(folder, "folder");
  await mkdir(path);
  const text = await complaint("import", path);
  expect(text).toMatch(/1 file cannot be read/);
  expect(text).toContain("it is a folder");
});

it("counts rows and problems apart, and advises --skip-bad where it helps", async () => {
  const bad = await file("bad.csv", `${header}${"A,,never,NOISE\n".repeat(60)}`);
  const text = await complaint("import", bad);
  expect(text).toMatch(/^Nothing was imported: 60 rows are wrong\./);
  expect(text).toContain("… 100 of 120 problems are listed; 20 more.");
  expect(text).toContain("--skip-bad");
  const both = await complaint("import", bad, join(folder, "none.csv"));
  expect(both).toMatch(/^Nothing was imported: 1 file cannot be read and 60 rows are wrong\./);
  expect(both).not.toContain("--skip-bad");
});

it("says of a missing mapping that there is no such file", async () => {
  const incidents = await file("good.csv", header);
  const text = await complaint("import", incidents, "--mapping", join(folder, "none.yaml"));
  expect(text).toMatch(/none\.yaml cannot be read: there is no such file$/m);
});
