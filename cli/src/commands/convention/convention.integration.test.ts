import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  conventionHash,
  generateSigningKey,
  parseConvention,
  signConvention,
} from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
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

it("puts signatures into one bundle that anybody checks, and says who is missing", async () => {
  const keys = {
    lisiere: await generateSigningKey(),
    orme: await generateSigningKey(),
  };
  const landlords = Object.entries(keys).map(([slug, { x }]) => ({ slug, key: x }));
  const { text: own, convention } = writeConvention({ landlords });
  const at = (name: string) => join(folder, name);
  await writeFile(at("signed.yaml"), own);
  for (const slug of ["lisiere", "orme"] as const) {
    await writeFile(at(`${slug}.jws`), `${await signConvention(convention, slug, keys[slug])}\n`);
  }
  const collect = (...args: string[]) =>
    runPalier(["convention", "collect", at("signed.yaml"), ...args]);
  const some = await collect(at("lisiere.jws"));
  expect(some.printed).toMatch(/signed by lisiere\n {2}missing orme\n$/);
  const all = await collect(at("lisiere.jws"), at("orme.jws"), "--output", at("bundle.json"));
  expect(all.printed).toMatch(/signed by lisiere, orme\nWrote /);
  expect((await collect(at("bundle.json"))).printed).toMatch(/signed by lisiere, orme\n$/);
  const altered = own.replace("Convention d'essai", "Convention d'essaI");
  await writeFile(at("signed.yaml"), altered);
  for (const [file, words] of [
    ["bundle.json", "is no bundle of signatures of exactly this text"],
    ["orme.jws", "No landlord of the convention has signed exactly this text"],
  ] as const) {
    const refused = await collect(at(file));
    expect([refused.exitCode, refused.complained]).toEqual([1, expect.stringContaining(words)]);
  }
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
