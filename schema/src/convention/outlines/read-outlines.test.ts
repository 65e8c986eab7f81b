import { largestOutlineBytes, outlineText, readOutlines } from "./read-outlines.js";

const square = [
  [2.6, 48.5],
  [2.7, 48.5],
  [2.7, 48.6],
  [2.6, 48.5],
];
const polygon = { type: "Polygon", coordinates: [square] };
const islands = { type: "MultiPolygon", coordinates: [[square], [square]] };

const melun = { code: "77288", center: { longitude: 2.65, latitude: 48.54 } };
const territories = [
  melun,
  { code: "77152", center: null },
  { code: "QP-PLEIN-CIEL", center: null },
];

function feature(code: unknown, geometry: unknown = polygon) {
  return { type: "Feature", id: 7, properties: { code, mayor: "Anne" }, geometry };
}

function collection(features: readonly unknown[], members: object = {}): string {
  return JSON.stringify({ type: "FeatureCollection", features, ...members });
}

function problemsOf(features: readonly unknown[], members?: object) {
  return readOutlines(collection(features, members), territories).problems;
}

/** The square with its positions as another file would have them. */
function moved(change: (x: number, y: number) => readonly unknown[]) {
  return { type: "Polygon", coordinates: [square.map(([x = 0, y = 0]) => change(x, y))] };
}

it("keeps code and geometry, without heights and whatever else the file holds", () => {
  const high = { ...moved((x, y) => [x, y, 12]), owner: "Anne" };
  const crs = { type: "name", properties: { name: "urn:ogc:def:crs:OGC:1.3:CRS84" } };
  const text = collection([feature("77288", high), feature("QP-PLEIN-CIEL", islands)], { crs });
  const { outlines, problems } = readOutlines(text, territories);
  expect(problems).toEqual([]);
  expect(outlines).toEqual([
    { code: "77288", geometry: polygon },
    { code: "QP-PLEIN-CIEL", geometry: islands },
  ]);
  expect(readOutlines(outlineText(outlines), territories)).toEqual({ outlines, problems: [] });
});

it.each([
  ["an unknown code", feature("77999"), "(77999): no territory of the convention has this code"],
  ["a number for a code", feature(77_288), ": its property `code` must be a territory's code"],
  ["a point", feature("77152", { type: "Point", coordinates: [2.6, 48.5] }), '"Point"; it must be'],
  [
    "another order of the axes",
    feature(
      "77152",
      moved((x, y) => [y, x]),
    ),
    "(77152): [48.5, 2.6] has the latitude first; in GeoJSON the longitude is: exchange them",
  ],
  [
    "metres of a projection",
    feature(
      "77152",
      moved((x, y) => [x * 250_000, y * 140_000]),
    ),
    "[650000, 6790000] is no longitude and latitude in WGS 84 degrees; convert the file (EPSG:4326)",
  ],
  [
    "another country",
    feature(
      "77152",
      moved((x, y) => [x + 20, y]),
    ),
    "[22.6, 48.5] lies outside France",
  ],
  [
    "a ring that is not closed",
    feature("77152", {
      type: "Polygon",
      coordinates: [[...square.slice(0, 3), [2.61, 48.5]]],
    }),
    "does not end where it begins: repeat its first position at the end",
  ],
  [
    "a ring of three positions",
    feature("77152", { type: "Polygon", coordinates: [square.slice(1)] }),
    "a ring of it has fewer than four positions",
  ],
  [
    "no numbers",
    feature(
      "77152",
      moved(() => ["a", "b"]),
    ),
    "a position of it is no pair of numbers",
  ],
  ["no ring", feature("77152", { type: "MultiPolygon", coordinates: [[]] }), "has no ring"],
  ["no geometry", feature("77152", null), "it has no geometry"],
  [
    "another territory's outline",
    feature(
      "77288",
      moved((x, y) => [x + 1, y]),
    ),
    "the point that the convention gives it, [2.65, 48.54], is far from this outline",
  ],
  ["no feature", "a feature", "feature 1: it is no GeoJSON Feature"],
])("says what is wrong with %s, and what would be right", (_what, wrong, words) => {
  expect(problemsOf([wrong])).toEqual([expect.stringContaining(words)]);
});

it("refuses a second outline of one territory", () => {
  expect(problemsOf([feature("77288"), feature("77288")])).toEqual([
    "feature 2 (77288): another feature has the same code",
  ]);
});

it.each([
  ["Topology", "{", "it is no JSON ("],
  ["no collection", '{"type":"Topology"}', "it must hold a GeoJSON FeatureCollection"],
  ["no feature", '{"type":"FeatureCollection","features":[]}', "it holds no feature"],
  [
    "another reference system",
    collection([feature("77288")], { crs: { properties: { name: "EPSG:2154" } } }),
    "`crs` names another reference system; coordinates must be WGS 84",
  ],
])("says what is wrong with a file of %s", (_what, text, words) => {
  expect(readOutlines(text, territories).problems).toEqual([expect.stringContaining(words)]);
});

it("tells the first problems of many, none longer than its reader needs", () => {
  const long = { type: "x".repeat(100_000), coordinates: [] };
  const many = Array.from({ length: 30 }, (_, index) => feature(`770${index + 10}`, long));
  const { problems } = readOutlines(collection(many), null);
  expect(problems.at(-1)).toBe("and 10 more");
  expect(problems.join("\n").length).toBeLessThan(21 * 400);
});

it("writes a thousand communes of fifty positions within what a dashboard loads", () => {
  const ring = Array.from({ length: 50 }, (_, at) => [2.61234 + at / 1e5, 48.51234] as const);
  const geometry = {
    type: "Polygon" as const,
    coordinates: [[...ring, [2.61234, 48.51234]]] as const,
  };
  const many = Array.from({ length: 1000 }, (_, at) => ({ code: `7${1000 + at}`, geometry }));
  expect(Buffer.byteLength(outlineText(many))).toBeLessThan(largestOutlineBytes);
});
