import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readyStore } from "@palier/landlord-store/testing/database";
import { nomenclature1 } from "@palier/schema";
import type { DataSource } from "typeorm";
import { importIncidents } from "./import-incidents.js";
import { importSites } from "./import-sites.js";
import { parseMapping } from "./mapping/read-mapping.js";
import { parseSiteMapping } from "./mapping/site-mapping.js";
import { refusal } from "./testing/import-store.fixture.js";
import { writtenWorkbook } from "./testing/written-workbook.js";

let store: DataSource;
let folder: string;
beforeEach(async () => {
  ({ store } = await readyStore("lisiere"));
  folder = await mkdtemp(join(tmpdir(), "palier-sites-"));
});
afterEach(async () => {
  await store.destroy();
  await rm(folder, { recursive: true });
});

async function taken(name: string, content: string | Buffer, mapping = "{}") {
  const path = join(folder, name);
  await writeFile(path, content);
  return importSites(store, [path], { mapping: parseSiteMapping(mapping, "sites.yaml") });
}

const sites = () =>
  store.query(
    "SELECT reference, name, commune, dwellings, address, longitude, latitude FROM site ORDER BY reference",
  );

const mapping = `headerLine: 2
columns:
  reference: [Groupe, Tranche]
  name: Résidence
  commune: { value: "77288" }
  dwellings: Nb logements
  address: [Numéro, Voie]
nothing: [n.c.]
ignore: [Parking]
skip: [header, { column: Groupe, startsWith: Total }]
`;

const rows = [
  ["Parc au 1er janvier"],
  ["Groupe", "Tranche", "Résidence", "Nb logements", "Numéro", "Voie", "Observations"],
  ["12", "A", "Les Tilleuls", "60", "1", "rue des Tilleuls", ""],
  ["GROUPE", "Tranche", "résidence", "NB logements", "Numéro", "voie", "Observations"],
  ["12", "B", "Le Parc", "1 040", "n.c.", "N.C.", "x"],
  ["12", "P", "PARKING", "1", "", "", ""],
  ["Total 12", "", "", "1 100", "", "", ""],
];

const read = [
  { reference: "12-A", name: "Les Tilleuls", dwellings: 60, address: "1 rue des Tilleuls" },
  { reference: "12-B", name: "Le Parc", dwellings: 1_040, address: null },
].map((site) => ({ ...site, commune: "77288", longitude: null, latitude: null }));

it.each<[string, () => string | Buffer]>([
  ["parc.csv", () => rows.map((row) => row.join(";")).join("\r\n")],
  ["parc.xlsx", () => writtenWorkbook({ Parc: rows })],
  ["parc.ods", () => writtenWorkbook({ Parc: rows }, "ods")],
])("reads %s by the words of its mapping", async (name, content) => {
  expect(await taken(name, content(), mapping)).toMatchObject({ sitesAdded: 2, passedOver: 3 });
  expect(await sites()).toEqual(read);
  expect(await taken(name, content(), mapping)).toMatchObject({ sitesUnchanged: 2 });
});

it("finds the sites of incidents by the same columns", async () => {
  await taken("parc.csv", rows.map((row) => row.join(";")).join("\n"), mapping);
  const path = join(folder, "2026.csv");
  await writeFile(
    path,
    "Date;Nature;Groupe;Tranche\n03/10/2026;NOISE;12;B\n03/10/2026;NOISE;12;\n",
  );
  const text = "columns: { day: Date, category: Nature }\nsite: { columns: [Groupe, Tranche] }";
  const incidents = parseMapping(text, "mapping.yaml", nomenclature1);
  const summary = await importIncidents(store, [path], { mapping: incidents, skipBad: true });
  expect(summary).toMatchObject({ incidentsAdded: 1, rowsRejected: 1 });
  expect(
    await store.query("SELECT reference FROM incident JOIN site ON site.id = site_id"),
  ).toEqual([{ reference: "12-B" }]);
});

it("reads points and objects under Palier's own names", async () => {
  const properties = { reference: "R-1", nom: "Les Tilleuls", commune: "77288", logements: 60 };
  const geometry = { type: "Point", coordinates: [2.66, 48.54] };
  const collection = {
    type: "FeatureCollection",
    features: [{ type: "Feature", properties, geometry }],
  };
  await taken("parc.geojson", JSON.stringify(collection));
  expect(await sites()).toEqual([
    {
      ...{ reference: "R-1", name: "Les Tilleuls", commune: "77288", dwellings: 60 },
      ...{ address: null, longitude: 2.66, latitude: 48.54 },
    },
  ]);
});

it("refuses placeholders and errors of a spreadsheet, and half a reference, at their places", async () => {
  const text = `Groupe;Tranche;Résidence;Nb logements;Numéro;Voie
12;;Les Tilleuls;60;;
-;-;Le Parc;40;;
13;A;#N/A;40;;
14;A;#REF!;x;;
`;
  const error = await refusal(
    taken("parc.csv", text, mapping.replace("headerLine: 2", "headerLine: 1")),
  );
  expect(error.badRows.map(({ line, column, value }) => [line, column, value])).toEqual([
    [2, "Tranche", ""],
    [3, "Groupe + Tranche", "---"],
    [4, "Résidence", "#N/A"],
    [5, "Résidence", "#REF!"],
    [5, "Nb logements", "x"],
  ]);
  expect(await sites()).toEqual([]);
});

it("chooses the delimiter with which the named columns are found", async () => {
  const text = "Code;Nom, usuel, complet;Logements, total\nR-1;Les Tilleuls;60\n";
  await taken(
    "parc.csv",
    text,
    'columns: { reference: Code, name: "Nom, usuel, complet", commune: { value: "77288" }, dwellings: "Logements, total" }',
  );
  expect(await sites()).toMatchObject([{ reference: "R-1", dwellings: 60 }]);
});

it.each([
  [
    "columns: { name: Nom, commune: Insee, dwellings: Lots }",
    'line 1, column 1: "reference" is missing',
  ],
  [
    "columns: { reference: R, name: N, commune: C, dwellings: D, longitude: X }",
    'give "longitude" and "latitude" together',
  ],
  ["categories: { Tapage: NOISE }", "line 1"],
  ["skip: [{ column: A }]", 'write either "startsWith" or "equals"'],
])("refuses the mapping %j", (text, problem) => {
  expect(() => parseSiteMapping(text, "sites.yaml")).toThrow(problem);
});
