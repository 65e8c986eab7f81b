import { readOutlines } from "./outlines";

const ring = [
  [2, 48],
  [3, 48],
  [3, 49],
  [2, 48],
];
const polygon = { type: "Polygon", coordinates: [ring] };
const parts = { type: "MultiPolygon", coordinates: [[ring], [ring]] };

function collection(...features: unknown[]): unknown {
  return { type: "FeatureCollection", features };
}

function feature(code: unknown, geometry: unknown): unknown {
  return { type: "Feature", properties: { code }, geometry };
}

it("reads polygons by code, in one part or several", () => {
  const outlines = readOutlines(collection(feature("77288", polygon), feature("77152", parts)));
  expect([...outlines]).toEqual([
    ["77288", polygon],
    ["77152", parts],
  ]);
});

it.each<[string, unknown]>([
  ["no object", "outlines"],
  ["another kind of GeoJSON", polygon],
  ["features that are no list", { type: "FeatureCollection", features: {} }],
  ["a feature that is none", collection(null)],
  ["a feature without code", collection(feature(undefined, polygon))],
  ["a code that is a number", collection(feature(77288, polygon))],
  ["a point", collection(feature("77288", { type: "Point", coordinates: [2, 48] }))],
  ["no geometry", collection(feature("77288", null))],
  ["no ring", collection(feature("77288", { type: "Polygon", coordinates: [] }))],
  ["a ring too short", collection(feature("77288", { ...polygon, coordinates: [[[2, 48]]] }))],
  [
    "a coordinate that is no number",
    collection(feature("77288", { ...polygon, coordinates: [[...ring, ["2", 48]]] })),
  ],
])("refuses %s", (_, file) => {
  expect(() => readOutlines(file)).toThrow("outlines:");
});
