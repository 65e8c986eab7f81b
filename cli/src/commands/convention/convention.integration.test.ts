import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { conventionHash, parseConvention } from "@palier/schema";
import { readConvention } from "@palier/service";
import { demonstrationConvention } from "../../context/config.js";
import { runPalier } from "../../testing/command.fixture.js";

let folder: string;
let text: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-convention-"));
  text = await readFile(demonstrationConvention, "utf8");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A file of the demonstration's convention with one thing changed. */
async function changed(name: string, from: string | RegExp, to: string): Promise<string> {
  const file = join(folder, name);
  const other = text.replace(from, to);
  expect(other).not.toBe(text);
  await writeFile(file, other);
  return file;
}

it("says that a convention is well formed, and whose key is missing", async () => {
  const run = await runPalier(["convention", "check", demonstrationConvention]);
  expect(run).toMatchObject({ exitCode: 0, complained: "" });
  expect(run.printed).toMatch(/well formed: melun-val-de-seine-demo, version 2/);
  expect(run.printed).toMatch(/cannot be signed yet by lisiere, quatre-saules/);
});

it("lists every mistake with its line and what would be right", async () => {
  const file = await changed(
    "wrong.yaml",
    /^version: 2$[\s\S]*^grid: 1$/m,
    "version: one\ntitle: x\nvalidity: { from: 2026-01-01, until: 2031-12-31 }\ngrid: 9",
  );
  const run = await runPalier(["convention", "check", file]);
  expect(run).toMatchObject({ exitCode: 1, printed: "" });
  const mistakes = run.complained.split("\n").filter((line) => line.startsWith(file));
  expect(mistakes.map((line) => line.slice(file.length))).toEqual([
    expect.stringMatching(/^:8:1: "version": write a whole number/),
    expect.stringMatching(/^:11:1: "grid": the only version of the grid known is 1/),
  ]);
});

it("prints the hash alone, the same whatever the comments", async () => {
  const file = await changed("commented.yaml", /^/, "# Another comment\n");
  const run = await runPalier(["convention", "hash", file]);
  expect(run.printed).toBe(`${conventionHash(readConvention(demonstrationConvention))}\n`);
});

it("says in both languages, or in one, what a new version takes and gives", async () => {
  const other = await changed("next.yaml", 'scope: ["77152"]', 'scope: ["77288"]');
  const both = await runPalier(["convention", "diff", demonstrationConvention, other]);
  expect(both.exitCode).toBe(0);
  expect(both.printed).toMatch(/^Lost \/ Ce qui est retiré\n {2}- .*\n {4}.*Dammarie/);
  expect(both.printed).toContain("\n\nGained / Ce qui est accordé\n");
  const french = ["convention", "diff", demonstrationConvention, other, "--language", "fr"];
  expect((await runPalier(french)).printed).toMatch(/^Ce qui est retiré\n {2}- /);
  const same = await runPalier(["convention", "diff", other, other, "--language", "en"]);
  expect(same.printed).toBe("Both say the same: they have one hash.\n");
});

it("keeps the demonstration's annex current", async () => {
  const run = await runPalier(["convention", "annex", demonstrationConvention, "--check"]);
  expect(run).toMatchObject({ exitCode: 0, complained: "" });
  expect(run.printed).toMatch(/annex-melun-val-de-seine-demo\.md is current/);
});

it("writes an annex where it is told, and tells when one is not current", async () => {
  const output = join(folder, "annex.md");
  const args = ["convention", "annex", demonstrationConvention, "--output", output];
  expect((await runPalier([...args, "--check"])).exitCode).toBe(1);
  expect((await runPalier(args)).exitCode).toBe(0);
  const hash = conventionHash(parseConvention(text, "convention.yaml"));
  expect(await readFile(output, "utf8")).toContain(hash);
});
