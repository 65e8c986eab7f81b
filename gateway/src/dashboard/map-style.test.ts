import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readMapStyle } from "./map-style.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-map-style-"));
});
afterAll(() => rm(folder, { recursive: true }));

const tiles = ["https://tiles.example/{z}/{x}/{y}.pbf?key=1"];
const water = { id: "water", type: "fill", source: "plan", "source-layer": "water" };
const town = {
  ...{ id: "town", type: "symbol", source: "plan", "source-layer": "towns" },
  layout: { "text-field": ["get", "name"], "icon-image": "dot" },
  paint: { "text-color": "#333333", "icon-opacity": 0.5 },
};
const whole = {
  version: 8,
  glyphs: "https://fonts.example/{fontstack}/{range}.pbf",
  sprite: "https://pictures.example/sprite",
  sources: { plan: { type: "vector", tiles, maxzoom: 18, attribution: "<a>somebody</a>" } },
  layers: [{ id: "land", type: "background" }, water, town],
};

async function read(style: unknown) {
  const path = join(folder, "style.json");
  await writeFile(path, typeof style === "string" ? style : JSON.stringify(style));
  const said: string[] = [];
  const found = await readMapStyle(path, (entry) => said.push(entry));
  return { ...found, said, drawn: JSON.parse(found.body.toString()) as unknown };
}

it("gives pages what is drawn from tiles, names whom they ask, and nothing that loads anything else", async () => {
  const { drawn, origins, digest, said } = await read(whole);
  expect(drawn).toEqual({
    sources: { plan: { type: "vector", tiles, maxzoom: 18 } },
    layers: [
      { id: "land", type: "background" },
      water,
      { ...town, layout: { "text-field": ["get", "name"] }, paint: { "text-color": "#333333" } },
    ],
  });
  expect(origins).toEqual(["https://tiles.example"]);
  expect(digest).toMatch(/^[\w-]{43}$/);
  expect(said).toEqual([]);
});

it.each([
  ["only a picture", { ...town, layout: { "icon-image": "dot" } }],
  ["a pattern", { ...water, paint: { "fill-pattern": "dots" } }],
  ["a picture in a text", { ...town, layout: { "text-field": ["format", ["image", "dot"], {}] } }],
  ["walls", { ...water, type: "fill-extrusion" }],
])("leaves out a layer with %s, and says so", async (_what, layer) => {
  const layers = [water, { ...layer, id: "left-out" }];
  const { drawn, said } = await read({ ...whole, layers });
  expect(drawn).toMatchObject({ layers: [water] });
  expect(said).toEqual([expect.stringContaining("1 of 2 layers are left out")]);
});

it("serves no source that nothing is drawn from", async () => {
  const dem = { type: "raster-dem", tiles: ["https://relief.example/{z}/{x}/{y}.png"] };
  const hills = { id: "hills", type: "hillshade", source: "dem" };
  const { origins, drawn } = await read({
    ...whole,
    sources: { ...whole.sources, dem },
    layers: [...whole.layers, hills],
  });
  expect(origins).toEqual(["https://tiles.example"]);
  expect(Object.keys((drawn as { sources: object }).sources)).toEqual(["plan"]);
});

it.each<[string, unknown, string]>([
  ["no JSON", "{", "it is no JSON ("],
  ["another version", { ...whole, version: 7 }, "version: expected one of [8], 7 found"],
  [
    "a colour that is none",
    { ...whole, layers: [{ ...water, paint: { "fill-color": "nope" } }] },
    'layers[0].paint.fill-color: color expected, "nope" found',
  ],
  [
    "tiles behind another file",
    { ...whole, sources: { plan: { type: "vector", url: "https://tiles.example/t.json" } } },
    'its source "plan" has no "tiles"; write there what the file at its "url" (https://tiles.example/t.json) has under "tiles"',
  ],
  [
    "tiles that anybody reads on the way",
    {
      ...whole,
      sources: { plan: { type: "vector", tiles: ["http://tiles.example/{z}/{x}/{y}"] } },
    },
    '"http://tiles.example/{z}/{x}/{y}" of its source "plan" is no https:// address with {z}, {x} and {y}',
  ],
  [
    "data of its own",
    {
      ...whole,
      sources: { plan: { type: "geojson", data: { type: "FeatureCollection", features: [] } } },
      layers: [{ id: "land", type: "fill", source: "plan" }],
    },
    'its source "plan" is of the type geojson; vector and raster are drawn',
  ],
  [
    "nothing that is drawn from tiles",
    { ...whole, layers: [{ id: "land", type: "background" }] },
    "no layer of it draws vector tiles or pictures in tiles",
  ],
  ["two megabytes", " ".repeat(2_000_001), "it has 2000001 bytes; a style has at most 2000000"],
  [
    "more layers than anybody draws",
    { ...whole, layers: Array.from({ length: 1_001 }, (_, at) => ({ ...water, id: `${at}` })) },
    "it has 1001 layers; at most 1000 are drawn",
  ],
])("refuses %s, naming setting and file", async (_what, style, words) => {
  const error: unknown = await read(style).catch((reason: unknown) => reason);
  expect(String(error)).toContain(`PALIER_TILES: ${join(folder, "style.json")}: `);
  expect(String(error)).toContain(words);
});

it("tells the first of many mistakes, and how many more there are", async () => {
  const wrong = { ...water, paint: { "fill-color": "nope" } };
  const layers = Array.from({ length: 9 }, (_, at) => ({ ...wrong, id: `${at}` }));
  await expect(read({ ...whole, layers })).rejects.toThrow(/layers\[4\].*\n.*and 4 more/);
});

it("refuses a file that is not there, in words", async () => {
  const path = join(folder, "missing.json");
  await expect(readMapStyle(path, () => {})).rejects.toThrow(
    `PALIER_TILES: ${path}: it cannot be read (ENOENT`,
  );
});
