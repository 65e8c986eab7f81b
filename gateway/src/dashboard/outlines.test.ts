import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError, type Convention, outlineText } from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
import { Outlines } from "./outlines.js";

let folder: string;
let log: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-outlines-"));
  await writeFile(at("convention.yaml"), "the convention itself is not read here");
});
beforeEach(() => {
  log = [];
});
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string) => join(folder, name);

/** A triangle beside Melun. */
function outline(code: string, east = 0) {
  const corners = [
    [2.6 + east, 48.5],
    [2.7 + east, 48.5],
    [2.7 + east, 48.6],
    [2.6 + east, 48.5],
  ] as const;
  return { code, geometry: { type: "Polygon" as const, coordinates: [corners] } };
}

const term = { source: "IGN", licence: "Licence Ouverte 2.0" };

/** A convention that names a file of these outlines. */
async function naming(name: string, outlines: readonly ReturnType<typeof outline>[]) {
  const text = outlineText(outlines);
  await writeFile(at(name), text);
  const sha256 = createHash("sha256").update(text).digest("hex");
  return withFiles([{ file: name, sha256, ...term }]);
}

function withFiles(outlines: Convention["outlines"]): Convention {
  return { ...writeConvention({}).convention, outlines };
}

let nowMs = 0;

function open(file: string | null = null, conventionFile = at("convention.yaml")) {
  return Outlines.open(
    { file, conventionFile },
    (entry) => log.push(entry),
    () => nowMs,
  );
}

async function codesOf(served: ReturnType<Outlines["of"]>): Promise<readonly string[] | null> {
  const body = (await served)?.body.toString();
  if (body === undefined) return null;
  const { features } = JSON.parse(body) as { features: { properties: { code: string } }[] };
  return features.map(({ properties: { code } }) => code);
}

it("serves the files of the convention in force, with whose they are", async () => {
  const outlines = await open();
  const [first, next] = [
    await naming("first.geojson", [outline("77288")]),
    await naming("next.geojson", [outline("77288", 0.01)]),
  ];
  const [before, after] = [await outlines.of(first), await outlines.of(next)];
  expect(before?.sources).toEqual([term]);
  expect(after?.digest).not.toBe(before?.digest);
  // A page that was open when the version changed still has its own.
  expect(outlines.withDigest(before?.digest ?? "")).toBe(before);
  expect(await codesOf(outlines.of(null))).toBeNull();
  expect(log).toEqual([]);
});

it("takes no file that is another than the convention means, and says so to the operator", async () => {
  const convention = await naming("signed.geojson", [outline("77288")]);
  await writeFile(at("signed.geojson"), outlineText([outline("77288", 0.02)]));
  expect(await (await open()).of(convention)).toBeNull();
  expect(log.join()).toContain("signed.geojson: it is not the file that the convention means");
  expect(log.join()).toContain("palier convention outlines");
});

it("names a file of the convention that is not there, and draws the others", async () => {
  const { outlines: [own] = [] } = await naming("own.geojson", [outline("77288")]);
  if (own === undefined) throw new Error("no file");
  const convention = withFiles([own, { ...own, file: "missing.geojson" }]);
  expect(await codesOf((await open()).of(convention))).toEqual(["77288"]);
  expect(log.join()).toContain("missing.geojson: it cannot be read (ENOENT");
});

it("looks for a file that could not be used once a minute, says so once, and draws it once it is there", async () => {
  const convention = await naming("late.geojson", [outline("77288")]);
  const text = await readFile(at("late.geojson"));
  await rm(at("late.geojson"));
  const outlines = await open();
  expect(await outlines.of(convention)).toBeNull();
  await writeFile(at("late.geojson"), text);
  nowMs += 59_999;
  expect(await outlines.of(convention)).toBeNull();
  nowMs += 1;
  expect(await codesOf(outlines.of(convention))).toEqual(["77288"]);
  await rm(at("late.geojson"));
  nowMs += 3_600_000;
  expect(await codesOf(outlines.of(convention))).toEqual(["77288"]);
  expect(log).toEqual([
    expect.stringContaining("late.geojson: it cannot be read (ENOENT"),
    "Outlines of the convention are all drawn now",
  ]);
});

it("takes a convention's text that is not where it was for a file that cannot be read", async () => {
  const convention = await naming("own.geojson", [outline("77288")]);
  const outlines = await open(null, at("elsewhere/convention.yaml"));
  expect([await outlines.of(convention), await outlines.of(convention)]).toEqual([null, null]);
  expect(log).toEqual([expect.stringContaining("convention.yaml: it cannot be read (ENOENT")]);
});

it("draws of many files no more than a dashboard is to load, and names the one that is too much", async () => {
  const { outlines: [first, second] = [] } = withFiles([
    await padded("a.geojson", "77288", 3_000_000),
    await padded("b.geojson", "77152", 2_000_001),
  ]);
  if (first === undefined || second === undefined) throw new Error("no files");
  expect(await codesOf((await open()).of(withFiles([first, second])))).toEqual(["77288"]);
  expect(log.join()).toContain("b.geojson: it has 2000001 bytes, and all files together may have");
  expect(log.join()).toContain("of which files before it leave 2000000");
  await padded("large.geojson", "77288", 5_000_001);
  await expect(open(at("large.geojson"))).rejects.toThrow("it has 5000001 bytes");
});

/** A file of one outline with spaces behind it. */
async function padded(file: string, code: string, sizeBytes: number) {
  const text = outlineText([outline(code)]).padEnd(sizeBytes);
  await writeFile(at(file), text);
  return { file, sha256: createHash("sha256").update(text).digest("hex"), ...term };
}

it("adds the operator's outlines of territories that the convention has none of", async () => {
  await writeFile(at("operator.geojson"), outlineText([outline("77288", 0.01), outline("77152")]));
  const outlines = await open(at("operator.geojson"));
  const convention = await naming("both.geojson", [outline("77288")]);
  expect(await codesOf(outlines.of(convention))).toEqual(["77288", "77152"]);
  expect(await codesOf(outlines.of(withFiles(undefined)))).toEqual(["77288", "77152"]);
});

it("refuses to start on an operator's file with a mistake, naming file and feature", async () => {
  await writeFile(at("wrong.geojson"), outlineText([outline("77288"), outline("77152", 20)]));
  const error: unknown = await open(at("wrong.geojson")).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConfigurationError);
  expect(String(error)).toContain(
    `PALIER_OUTLINES: ${at("wrong.geojson")}: feature 2 (77152): [22.6, 48.5] lies outside France`,
  );
  await expect(open(at("missing.geojson"))).rejects.toThrow("it cannot be read (ENOENT");
});
