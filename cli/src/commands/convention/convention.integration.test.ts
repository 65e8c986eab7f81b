import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  conventionHash,
  dayInFrance,
  generateSigningKey,
  parseConvention,
  signatureRoll,
  signConvention,
  signingKeyText,
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
  expect(run.printed).toMatch(/well formed: melun-val-de-seine-demo, version 3/);
  expect(run.printed).toMatch(/cannot be signed yet by lisiere, quatre-saules/);
});

it("lists every mistake with its line and what would be right", async () => {
  const file = await changed(
    "wrong.yaml",
    /^version: 3$[\s\S]*^grid: 1$/m,
    "version: one\ntitle: x\nvalidity: { from: 2026-01-01, until: 2031-12-31 }\ngrid: 9",
  );
  const run = await runPalier(["convention", "check", file]);
  expect(run).toMatchObject({ exitCode: 1, printed: "" });
  const mistakes = run.complained.split("\n").filter((line) => line.startsWith(file));
  expect(mistakes.map((line) => line.slice(file.length))).toEqual([
    expect.stringMatching(/^:9:1: "version": write a whole number/),
    expect.stringMatching(/^:12:1: "grid": the only version of the grid known is 1/),
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
    ["orme.jws", "No party of the convention has signed exactly this text"],
  ] as const) {
    const refused = await collect(at(file));
    expect([refused.exitCode, refused.complained]).toEqual([1, expect.stringContaining(words)]);
  }
});

describe("a signature", () => {
  const at = (name: string) => join(folder, name);
  const partner = { code: "mairie-melun", kind: "MUNICIPALITY" as const, scope: ["77288"] };

  it("is a partner's, made with its own key, kept at no node, and waited for by nobody", async () => {
    const file = at("partners.yaml");
    const key = ["--partner", "mairie-melun", "--key", at("mairie.json")];
    const sign = (...args: string[]) => runPalier(["convention", "sign", file, ...key, ...args]);
    await writeFile(file, writeConvention({ partners: [partner] }).text);
    const made = await sign("--new-key");
    const x = /key: (\S{43})/.exec(made.printed)?.[1] ?? "";
    expect((await sign()).complained).toContain('has no key of "mairie-melun" yet');
    const { text, convention } = writeConvention({ partners: [{ ...partner, key: x }] });
    await writeFile(file, text);
    const signed = await sign();
    expect(signed).toMatchObject({ exitCode: 0, complained: "" });
    expect(signed.printed).toContain(`hash ${conventionHash(convention)}\n`);
    const signature = `${file}.mairie-melun.jws`;
    const collected = await runPalier(["convention", "collect", file, signature]);
    expect(collected.printed).toMatch(
      /signed by mairie-melun\n {2}missing lisiere, val-de-brie\n$/,
    );
    const [roll] = (
      await signatureRoll(
        [convention],
        { signatures: [(await readFile(signature, "utf8")).trim()], since: new Map() },
        new Date(),
      )
    ).filter(({ role }) => role === "PARTNER");
    expect(roll).toMatchObject({ state: "SIGNED", signedOn: dayInFrance(new Date()) });
  });

  it.each<[string, readonly string[], string]>([
    ["a stranger", ["--partner", "orme"], '"orme" is no partner of this convention; it has'],
    ["a stranger", ["--landlord", "orme"], '"orme" is no landlord of this convention; it has'],
    ["no key", ["--partner", "police-melun"], "where the partner keeps it: --key <file>"],
  ])("is refused of %s", async (_who, args, words) => {
    const run = await runPalier(["convention", "sign", demonstrationConvention, ...args]);
    expect([run.exitCode, run.complained]).toEqual([1, expect.stringContaining(words)]);
  });

  it("goes elsewhere where the folder of the text takes none, and the refusal says so", async () => {
    const key = await generateSigningKey();
    await writeFile(at("police.json"), signingKeyText(key), { mode: 0o600 });
    const { text } = writeConvention({ partners: [{ ...partner, key: key.x }] });
    const file = at("shut.yaml");
    await writeFile(file, text);
    // A folder in the signature's place: root, who may write anywhere, cannot write there either.
    await mkdir(`${file}.mairie-melun.jws`);
    const args = ["--partner", "mairie-melun", "--key", at("police.json")];
    const sign = (...more: string[]) => runPalier(["convention", "sign", file, ...args, ...more]);
    const refused = await sign();
    expect([refused.exitCode, refused.complained]).toEqual([
      1,
      expect.stringMatching(/cannot be written: a folder has this name\. .*--output <file>/),
    ]);
    const output = at("elsewhere.jws");
    expect((await sign("--output", output)).printed).toContain(`signature ${output}\n`);
    const collect = ["convention", "collect", file, output, "--output", at("absent/bundle.json")];
    expect((await runPalier(collect)).complained).toMatch(
      /cannot be written: there is no such folder\. .*--output <file>/,
    );
  });
});

it("keeps the published JSON Schema current, which the demonstration's first line names", async () => {
  const run = await runPalier(["convention", "schema"]);
  expect(run).toMatchObject({ exitCode: 0, complained: "" });
  const [first = ""] = text.split("\n");
  const named = /^# yaml-language-server: \$schema=(\S+)$/.exec(first)?.[1] ?? "";
  // Written by: npx palier convention schema --output schema/convention.schema.json
  const published = await readFile(join(dirname(demonstrationConvention), named), "utf8");
  expect(run.printed).toBe(published);
});

it("keeps the demonstration's annex current", async () => {
  const run = await runPalier(["convention", "annex", demonstrationConvention, "--check"]);
  expect(run).toMatchObject({ exitCode: 0, complained: "" });
  expect(run.printed).toMatch(/annex-melun-val-de-seine-demo\.md is current/);
});

it.each(["en", "fr"])("keeps the glossary current: %s", async (language) => {
  const args = ["convention", "glossary", demonstrationConvention, "--language", language];
  const run = await runPalier([...args, "--check"]);
  expect(run).toMatchObject({ exitCode: 0, complained: "" });
  expect(run.printed).toMatch(/glossary(\.fr)?\.md is current/);
});

it("writes an annex where it is told, and tells when one is not current", async () => {
  const output = join(folder, "annex.md");
  const args = ["convention", "annex", demonstrationConvention, "--output", output];
  expect((await runPalier([...args, "--check"])).exitCode).toBe(1);
  expect((await runPalier(args)).exitCode).toBe(0);
  const hash = conventionHash(parseConvention(text, "convention.yaml"));
  expect(await readFile(output, "utf8")).toContain(hash);
});
