import { UnreadableRowError } from "../csv/csv-row.js";
import { flatRecord } from "./flat-record.js";
import { jsonObjects } from "./json-objects.js";

/** In pieces of some characters, as a file may come. */
async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

async function read(text: string, size = 7): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const objects of jsonObjects(inPieces(text, size))) {
    found.push(...objects.map((object) => [object.line, JSON.parse(object.text)]));
  }
  return found;
}

const two = [
  [1, { a: '}"\\' }],
  [2, { b: { c: [1, "]"] } }],
];
const lines = two.map(([, object]) => JSON.stringify(object));

it.each([1, 3, 1_000])(
  "finds the objects of lines, lists and sequences in pieces of %d",
  async (size) => {
    expect(await read(lines.join("\n"), size)).toEqual(two);
    expect(await read(`\ufeff[${lines.join(",\n")}]\n`, size)).toEqual(two);
    expect(await read(lines.map((line) => `\u001e${line}\r\n`).join(""), size)).toEqual(two);
  },
);

it.each([1, 1_000])("finds the features of a collection, and nothing else of it", async (size) => {
  const text = `{ "type": "FeatureCollection", "bbox": [1, 2], "name": "[{",\n"features": [\n${lines.join(",\n")}\n],\n"more": { "x": [{}] } }`;
  expect(await read(text, size)).toEqual(two.map(([line, object]) => [Number(line) + 2, object]));
});

it("takes a member called features of another object for a member", async () => {
  const text = '{"type": "Site", "features": [{"a": 1}]}';
  expect(await read(text)).toEqual([[1, { type: "Site", features: [{ a: 1 }] }]]);
});

it.each([
  ["an object that nobody closes", '{"a": 1}\n{"b": {\n', 2, "that is closed"],
  ["something between the objects", '{"a": 1}\nnull\n', 2, "objects such as"],
  ["something behind the list", '[{"a": 1}]\n{"b": 2}', 2, "nothing behind"],
  [
    "places in another system",
    '{"crs": {"properties": {"name": "EPSG:2154"}},\n"features": [',
    2,
    "WGS 84",
  ],
])("names %s at its line", async (_, text, line, expected) => {
  const error: unknown = await read(text).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UnreadableRowError);
  expect(error).toMatchObject({ line, expected: expect.stringContaining(expected) });
});

it("tells members by their path, of features their properties and their point", () => {
  const record = flatRecord({ lieu: { code: "R-1", tags: ["a", null] }, vu: true, n: 0.5 });
  expect([...record.members]).toEqual([
    ["lieu.code", "R-1"],
    ["lieu.tags.0", "a"],
    ["lieu.tags.1", ""],
    ["vu", "true"],
    ["n", "0.5"],
  ]);
  const feature = flatRecord({
    type: "Feature",
    properties: { nature: "Tapage" },
    geometry: { type: "Point", coordinates: [2.66, 48.54, 71] },
  });
  expect([...feature.members]).toEqual([
    ["nature", "Tapage"],
    ["longitude", "2.66"],
    ["latitude", "48.54"],
  ]);
});

it("names a shape that is no point, and a number whose digits JSON has lost", () => {
  const geometry = { type: "Polygon", coordinates: [] };
  expect(flatRecord({ type: "Feature", properties: {}, geometry }).fault).toMatchObject({
    member: "geometry",
    value: "Polygon",
  });
  expect(flatRecord({ n: 2 ** 60 }).fault).toMatchObject({ member: "n" });
});
