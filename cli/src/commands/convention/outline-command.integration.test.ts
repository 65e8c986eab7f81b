import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jest } from "@jest/globals";
import { type Outline, outlineText } from "@palier/schema";
import { type ConventionChanges, writeConvention } from "@palier/schema/testing";
import { runPalier } from "../../testing/command.fixture.js";

let folder: string;
const at = (name: string) => join(folder, name);

const territories = [
  { code: "77288", name: "Melun", longitude: 2.65, latitude: 48.55 },
  { code: "77152", name: "Dammarie-les-Lys", longitude: 2.75, latitude: 48.55 },
  {
    code: "247700057",
    kind: "INTERCOMMUNALITY",
    name: "Melun Val de Seine",
    communes: ["77288", "77152"],
  },
  { code: "QP-PLEIN-CIEL", kind: "PRIORITY_DISTRICT", name: "Plein Ciel", communes: ["77288"] },
] as const;

/** A convention's file with these territories, and what else is to stand in it. */
async function writeText(name: string, more: ConventionChanges = {}): Promise<string> {
  await writeFile(at(name), writeConvention({ territories, ...more }).text);
  return at(name);
}

/** What the command says is to stand in the convention. */
function printedEntry(printed: string): Readonly<Record<string, string>> {
  const lines = printed.slice(printed.indexOf("outlines:\n")).matchAll(/(\w+): (".*")$/gm);
  return Object.fromEntries([...lines].map(([, key, value = ""]) => [key, JSON.parse(value)]));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-outlines-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A square of so many positions a side, whose sides bulge by less than a metre. */
function square(west: number, perSide: number): Outline["geometry"] {
  const side = (from: readonly [number, number], to: readonly [number, number]) =>
    Array.from({ length: perSide }, (_, index) => {
      const share = index / perSide;
      const bulge = index % 2 === 0 ? 0 : 0.000004;
      return [
        from[0] + share * (to[0] - from[0]) + bulge,
        from[1] + share * (to[1] - from[1]) + bulge,
      ] as const;
    });
  const [east, south, north] = [west + 0.1, 48.5, 48.6];
  const ring = [
    ...side([west, south], [east, south]),
    ...side([east, south], [east, north]),
    ...side([east, north], [west, north]),
    ...side([west, north], [west, south]),
    [west, south] as const,
  ];
  return { type: "Polygon", coordinates: [ring] };
}

it("makes a small file of large outlines, with the entry that names it, and then checks it", async () => {
  const file = await writeText("first.yaml");
  await writeFile(
    at("raw.geojson"),
    outlineText([
      { code: "77288", geometry: square(2.6, 200) },
      { code: "QP-PLEIN-CIEL", geometry: square(2.65, 200) },
    ]).replaceAll('"code"', '"code_qp"'),
  );
  const make = (...more: string[]) =>
    runPalier(["convention", "outlines", file, "--from", at("raw.geojson"), ...more]);
  const terms = ["--source", "ANCT", "--licence", "Licence Ouverte 2.0"];
  expect((await make()).complained).toContain('--source "…" --licence "…"');
  expect((await make(...terms)).complained).toContain(
    "raw.geojson: feature 1: its property `code` must be a territory",
  );
  const made = await make(...terms, "--property", "code_qp");
  expect(made).toMatchObject({ exitCode: 0, complained: "" });
  expect(made.printed).toMatch(
    /Wrote outlines\/territories\.geojson: 2 outlines, \d\d of 1,602 positions/,
  );
  expect(made.printed).toContain(
    "Without an outline: Dammarie-les-Lys (77152), Melun Val de Seine (247700057)",
  );
  const outlines = [printedEntry(made.printed)];
  const named = await writeText("second.yaml", { outlines });
  const checked = await runPalier(["convention", "outlines", named]);
  expect(checked).toMatchObject({ exitCode: 0, complained: "" });
  expect(checked.printed).toContain("outlines/territories.geojson: ANCT; Licence Ouverte 2.0");
  // What a convention names does not become another file.
  expect((await make(...terms, "--property", "code_qp")).complained).toContain("exists already");
  await writeFile(at("outlines/territories.geojson"), outlineText([]));
  const changed = await runPalier(["convention", "outlines", named]);
  expect([changed.exitCode, changed.complained]).toEqual([
    1,
    expect.stringContaining("it is not the file that the convention means: its SHA-256 is"),
  ]);
});

it("writes nothing that the convention would refuse to name", async () => {
  const file = await writeText("outside.yaml");
  await writeFile(at("melun.geojson"), outlineText([{ code: "77288", geometry: square(2.6, 4) }]));
  const make = (output: string, source: string) =>
    runPalier([
      ...["convention", "outlines", file, "--from", at("melun.geojson"), "--output", output],
      ...["--source", source, "--licence", "Licence Ouverte 2.0"],
    ]);
  expect((await make("../melun.geojson", "IGN")).complained).toContain(
    "file: write a path below the convention's own folder",
  );
  expect((await make("outlines/melun.geojson", "x".repeat(301))).complained).toContain(
    "source: write at most 300 characters",
  );
  await expect(readFile(at("outlines/melun.geojson"))).rejects.toThrow("ENOENT");
});

it("refuses an unknown code, unless it is told to leave those out", async () => {
  const file = await writeText("select.yaml");
  const outlines = ["77288", "77999"].map((code) => ({ code, geometry: square(2.6, 4) }));
  await writeFile(at("france.geojson"), outlineText(outlines));
  const make = (...more: string[]) =>
    runPalier([
      ...["convention", "outlines", file, "--from", at("france.geojson"), "--source", "IGN"],
      ...["--licence", "Licence Ouverte 2.0", "--output", "outlines/selected.geojson", ...more],
    ]);
  expect((await make()).complained).toContain(
    "france.geojson: feature 2 (77999): no territory of the convention has this code",
  );
  expect((await make("--select")).printed).toContain("selected.geojson: 1 outline,");
  expect((await make("--select", "--property", "insee")).complained).toContain(
    'no feature has a territory\'s code in its property "insee"',
  );
});

describe("from the official interface", () => {
  let server: Server;
  let origin: string;
  let asked: string[];
  /** What the stand-in answers instead, by path. */
  let instead: Map<string, { readonly status?: number; readonly body: string }>;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname, search } = new URL(request.url ?? "/", origin);
      asked.push(pathname + search);
      const code = pathname.split("/").at(-1);
      const west = code === "77152" ? 2.7 : 2.6;
      const usual = {
        type: "Feature",
        properties: { nom: "x", code },
        geometry: square(west, 10),
      };
      const { status = 200, body = JSON.stringify(usual) } = instead.get(pathname) ?? {};
      response.writeHead(status, { "content-type": "application/json" }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    asked = [];
    instead = new Map();
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const fetchInto = (file: string, output: string) =>
    runPalier([
      ...["convention", "outlines", file, "--fetch", "--interface", origin],
      ...["--output", output],
    ]);

  it("takes communes and intercommunalities, once each, and says what comes by file only", async () => {
    const file = await writeText("fetched.yaml");
    const run = await fetchInto(file, "outlines/fetched.geojson");
    expect(run).toMatchObject({ exitCode: 0, complained: "" });
    expect(asked).toEqual(
      ["/communes/77288", "/communes/77152", "/epcis/247700057"].map(
        (path) => `${path}?format=geojson&geometry=contour`,
      ),
    );
    expect(run.printed).toContain("no outlines of QP-PLEIN-CIEL: take them from a file");
    expect(run.printed).toContain('source: "IGN, par geo.api.gouv.fr');
    expect(run.printed).toContain('licence: "Licence Ouverte 2.0 (Etalab)"');
    const text = await readFile(at("outlines/fetched.geojson"), "utf8");
    expect(text).not.toContain('"nom"');
    // The border between both communes is one line: each has all of its positions.
    const { features } = JSON.parse(text) as {
      features: { geometry: { coordinates: [number, number][][] } }[];
    };
    const [west = [], east = []] = features.map(({ geometry }) =>
      geometry.coordinates
        .flat()
        .filter(([x]) => x >= 2.6999 && x <= 2.7001)
        .map(String)
        .sort(),
    );
    expect(new Set(west)).toEqual(new Set(east));
  });

  it.each([
    ["an error", { status: 503, body: "" }, "answers with status 503"],
    ["no JSON", { body: "<html>" }, "gives no outline ("],
    [
      "another territory",
      { body: '{"type":"Feature","properties":{"code":"75056"}}' },
      'answers of another territory ("75056")',
    ],
    ["too much", { body: " ".repeat(10_000_001) }, "gives no outline (more than 10000000 bytes)"],
    [
      "a territory without an outline",
      { body: '{"type":"Feature","properties":{"code":"77152"},"geometry":null}' },
      "feature 2 (77152): it has no geometry",
    ],
  ])("writes nothing after %s, and asks for nothing twice", async (_what, answer, words) => {
    const file = await writeText("failing.yaml");
    instead.set("/communes/77152", answer);
    const run = await fetchInto(file, "outlines/failing.geojson");
    expect([run.exitCode, run.complained]).toEqual([1, expect.stringContaining(words)]);
    expect(asked.filter((path) => path.startsWith("/communes/77152"))).toHaveLength(1);
    await expect(readFile(at("outlines/failing.geojson"))).rejects.toThrow("ENOENT");
  });

  it("asks nobody before the operator says so", async () => {
    // Commands run in this process: whatever they asked, and whomever, would come by here.
    const asking = jest.spyOn(globalThis, "fetch");
    await runPalier(["convention", "outlines", await writeText("unasked.yaml")]);
    await runPalier(["convention", "check", at("unasked.yaml")]);
    expect(asking).not.toHaveBeenCalled();
    asking.mockRestore();
  });
});
