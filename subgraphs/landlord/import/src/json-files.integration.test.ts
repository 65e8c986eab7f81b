import { nomenclature1 } from "@palier/schema";
import { parseMapping } from "./mapping/read-mapping.js";
import { ImportStore, refusal } from "./testing/import-store.fixture.js";

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

const mapping = parseMapping(
  `columns: { reference: id, day: fait.le, timeBand: fait.le, category: fait.nature, severity: gravite }
categories: { Tapage: NOISE }
nothing: [n.c.]
site: { columns: lieu.residence }`,
  "mapping.yaml",
  nomenclature1,
);

const objects = [
  {
    id: "A-1",
    fait: { le: "2026-10-03T20:40:00Z", nature: "Tapage" },
    lieu: { residence: "RES-001" },
  },
  {
    id: 2,
    fait: { le: "04/10/2026", nature: "TAPAGE" },
    lieu: { residence: "RES-002" },
    gravite: 3,
  },
  { fait: { le: "2026-10-05", nature: "Tapage" }, lieu: { residence: "RES-002" }, gravite: "n.c." },
];

const stored = () =>
  at.store.query("SELECT day::text, time_band AS band, severity, line FROM incident ORDER BY line");

it.each([
  ["lines", "2026.jsonl", objects.map((object) => JSON.stringify(object)).join("\n"), [1, 2, 3]],
  ["a list on one line", "2026.json", JSON.stringify(objects), [1, 2, 3]],
  ["a list that is spread", "2026.json", JSON.stringify(objects, null, 1), [2, 12, 23]],
])("reads objects as %s through the mapping", async (_, name, text, lines) => {
  const path = await at.file(name, text);
  expect(await at.importFiles([path], { mapping })).toMatchObject({ incidentsAdded: 3 });
  expect(await stored()).toEqual([
    { day: "2026-10-03", band: "NIGHT", severity: null, line: lines[0] },
    { day: "2026-10-04", band: null, severity: 3, line: lines[1] },
    { day: "2026-10-05", band: null, severity: null, line: lines[2] },
  ]);
  expect(await at.importFiles([path], { mapping })).toMatchObject({ alreadyKnown: 3 });
});

it("names line, member and what would be right", async () => {
  const wrong = [{ ...objects[0], fait: { le: "2026-13-01", nature: "Bruit" } }, objects[1]];
  const path = await at.file("2026.jsonl", wrong.map((each) => JSON.stringify(each)).join("\n"));
  const error = await refusal(at.importFiles([path], { mapping }));
  expect(error.badRows.map(({ line, column, value }) => [line, column, value])).toEqual([
    [1, "fait.le", "2026-13-01"],
    [1, "fait.nature", "Bruit"],
  ]);
});

it("refuses a file of which a line is no object, and names it", async () => {
  const path = await at.file("2026.jsonl", `${JSON.stringify(objects[0])}\n{"id": }\n`);
  const error = await refusal(at.importFiles([path], { mapping, skipBad: true }));
  expect(error.badRows).toEqual([
    expect.objectContaining({
      line: 2,
      value: '{"id": }',
      expected: "an object as JSON writes it",
    }),
  ]);
});

describe("GeoJSON", () => {
  const feature = (id: string, coordinates: unknown, type = "Point") => ({
    type: "Feature",
    properties: { id, le: "2026-10-03", nature: "NOISE", lieu: "Hall" },
    geometry: { type, coordinates },
  });
  const points = parseMapping(
    `columns: { reference: id, day: le, category: nature }
site:
  columns: [longitude, latitude]
  match: columns
  create: { dwellings: 60, commune: { value: "77288" }, name: lieu, longitude: longitude, latitude: latitude }`,
    "mapping.yaml",
    nomenclature1,
  );
  const collection = (...features: readonly unknown[]) =>
    JSON.stringify({ type: "FeatureCollection", name: "faits", features }, null, 1);

  it("reads points, whose place tells the site", async () => {
    const text = collection(
      feature("A-1", [2.66, 48.54]),
      feature("A-2", [2.66, 48.54]),
      feature("A-3", [2.67, 48.54, 70]),
    );
    const summary = await at.importFiles([await at.file("faits.geojson", text)], {
      mapping: points,
    });
    expect(summary).toMatchObject({ incidentsAdded: 3, sitesCreated: 2 });
    expect(
      await at.store.query(
        "SELECT longitude, latitude FROM site WHERE longitude IS NOT NULL ORDER BY 1",
      ),
    ).toEqual([
      { longitude: 2.66, latitude: 48.54 },
      { longitude: 2.67, latitude: 48.54 },
    ]);
  });

  it("names what is no point, and places that are no degrees", async () => {
    const text = collection(
      feature("A-1", [[2.66, 48.54]], "LineString"),
      feature("A-2", [672_000, 6_825_000]),
    );
    const error = await refusal(
      at.importFiles([await at.file("faits.geojson", text)], { mapping: points }),
    );
    expect(error.badRows.map(({ value }) => value)).toEqual(["LineString", "672000", "6825000"]);
    expect(error.badRows[0]?.expected).toContain('("geometry")');
  });
});
