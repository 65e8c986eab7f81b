import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "@palier/schema";
import { readOutlines } from "./outlines.js";

let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-outlines-"));
  file = join(folder, "communes.geojson");
});
afterAll(() => rm(folder, { recursive: true }));

const square = [
  [2.6, 48.5],
  [2.7, 48.5],
  [2.7, 48.6],
  [2.6, 48.5],
];
const polygon = { type: "Polygon", coordinates: [square] };

function commune(code: unknown, geometry: unknown = polygon) {
  return { type: "Feature", id: 7, properties: { code, mayor: "Anne" }, geometry };
}

async function read(features: readonly unknown[], members: object = {}) {
  await writeFile(file, JSON.stringify({ type: "FeatureCollection", features, ...members }));
  return readOutlines(file);
}

it("serves geometry and code, and nothing else that the file holds", async () => {
  const islands = { type: "MultiPolygon", coordinates: [[square], [square]] };
  const crs = { type: "name", properties: { name: "urn:ogc:def:crs:OGC:1.3:CRS84" } };
  const features = [
    commune("77288", { ...polygon, owner: "Anne" }),
    commune("2A004", { ...islands, bbox: [2.6, 48.5, 2.7, 48.6] }),
  ];
  const { body, etag } = await read(features, { crs, name: "communes of 2026" });
  expect(JSON.parse(body.toString())).toEqual({
    type: "FeatureCollection",
    features: [
      { type: "Feature", properties: { code: "77288" }, geometry: polygon },
      { type: "Feature", properties: { code: "2A004" }, geometry: islands },
    ],
  });
  expect((await read(features)).etag).toBe(etag);
  expect((await read(features.slice(1))).etag).not.toBe(etag);
});

it("names the file, and every feature that is wrong", async () => {
  const lambert = [square.map(([x = 0, y = 0]) => [x * 250_000, y * 140_000])];
  const features = [
    commune(undefined),
    commune(77_288),
    commune("77288"),
    commune("77288"),
    commune("77152", { type: "Point", coordinates: [2.6, 48.5] }),
    commune("77153", { type: "Polygon", coordinates: lambert }),
    commune("77154", { type: "Polygon", coordinates: [square.slice(1)] }),
    commune("77155", null),
    commune("77156", { type: "Polygon", coordinates: [[...square.slice(0, 3), [2.61, 48.5]]] }),
    commune("77157", { type: "Polygon", coordinates: [["a", "b", "c", "d"]] }),
    commune("77158", { type: "MultiPolygon", coordinates: [[]] }),
    "a feature",
  ];
  const error: unknown = await read(features).catch((reason: unknown) => reason);
  const lines = String((error as Error).message)
    .split("\n")
    .slice(1);
  const begin = `- PALIER_OUTLINES: ${file}: feature`;
  expect(lines).toEqual([
    `${begin} 1: its property \`code\` must be an INSEE code in quotes`,
    `${begin} 2: its property \`code\` must be an INSEE code in quotes`,
    `${begin} 4 (77288): another feature has the same code`,
    `${begin} 5 (77152): its geometry is "Point"; it must be a Polygon or a MultiPolygon`,
    `${begin} 6 (77153): [650000, 6790000] is no longitude and latitude in WGS 84 degrees; convert the file (EPSG:4326)`,
    `${begin} 7 (77154): a ring of it has fewer than four positions`,
    `${begin} 8 (77155): it has no geometry`,
    `${begin} 9 (77156): a ring of it does not end where it begins`,
    `${begin} 10 (77157): a position of it is no pair of numbers`,
    `${begin} 11 (77158): a polygon of it has no ring`,
    `${begin} 12: it is no GeoJSON Feature`,
  ]);
});

it("counts the problems that it does not name", async () => {
  const many = Array.from({ length: 30 }, () => commune("?"));
  await expect(read(many)).rejects.toThrow(`${file}: and 10 more`);
});

it("tells no more of a problem than its reader needs", async () => {
  const long = { type: "x".repeat(100_000), coordinates: [] };
  const many = Array.from({ length: 30 }, (_, index) => commune(`770${index + 10}`, long));
  const error: unknown = await read(many).catch((reason: unknown) => reason);
  expect((error as Error).message.length).toBeLessThan(21 * (400 + file.length));
});

it("refuses a file that nests deeper than can be followed, and says what would be right", async () => {
  const deep = `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`;
  await writeFile(file, `{"type":"FeatureCollection","crs":${deep},"features":[]}`);
  await expect(readOutlines(file)).rejects.toThrow(
    `PALIER_OUTLINES: ${file}: \`crs\` names another reference system; coordinates must be WGS 84`,
  );
  await expect(readOutlines(file)).rejects.toBeInstanceOf(ConfigurationError);
});

it.each([
  { type: "name", properties: { name: "EPSG:4326" } },
  { type: "link", properties: { href: "urn:ogc:def:crs:EPSG::4326" } },
  "urn:ogc:def:crs:OGC:1.3:CRS84",
  null,
])("knows WGS 84 by the name %j", async (crs) => {
  await expect(read([commune("77288")], { crs })).resolves.toHaveProperty("etag");
});

it.each([
  ["no collection", { type: "Topology" }, "it must hold a GeoJSON FeatureCollection"],
  ["no feature", { features: [] }, "it holds no feature"],
  [
    "another reference system",
    { crs: { type: "name", properties: { name: "EPSG:2154" } } },
    "`crs` names another reference system; coordinates must be WGS 84",
  ],
])("refuses %s", async (_what, members, problem) => {
  await expect(read([commune("77288")], members)).rejects.toThrow(
    `PALIER_OUTLINES: ${file}: ${problem}`,
  );
});

it("refuses a file that is not there, and one that is no JSON", async () => {
  const missing = join(folder, "missing.geojson");
  await expect(readOutlines(missing)).rejects.toThrow(
    `PALIER_OUTLINES: ${missing}: it cannot be read (ENOENT`,
  );
  await writeFile(file, "{");
  await expect(readOutlines(file)).rejects.toThrow(`${file}: it cannot be read (`);
});
