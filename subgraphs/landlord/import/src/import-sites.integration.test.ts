import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeMonths, reopenMonths } from "@palier/landlord-store";
import { readyStore } from "@palier/landlord-store/testing/database";
import { longestEntered, longestTexts, monthNumber } from "@palier/schema";
import type { DataSource } from "typeorm";
import { importSites } from "./import-sites.js";
import { ImportRefusedError } from "./report/bad-row.js";

let folder: string;
let store: DataSource;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-sites-"));
  ({ store } = await readyStore("lisiere"));
});
afterEach(async () => {
  await store.destroy();
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function importText(content: string | Buffer) {
  return importSites(store, [await file("sites.csv", content)]);
}

async function problemsOf(attempt: Promise<unknown>): Promise<unknown[]> {
  const error: unknown = await attempt.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ImportRefusedError);
  return (error as ImportRefusedError).badRows.map(({ line, column, expected }) => [
    line,
    column,
    expected,
  ]);
}

function sites(): Promise<unknown[]> {
  return store.query(`
    SELECT reference, name, commune, dwellings, address, longitude, latitude, priority_district
    FROM site ORDER BY reference`);
}

const french =
  "Référence;Nom;Commune;Logements;Adresse;Longitude;Latitude;Quartier prioritaire\r\n" +
  "RES-001;Les Tilleuls;77288;1 060;1 rue de l'Été;2,66445;48,54233;QP-PLEIN-CIEL\r\n" +
  "RES-002;U Pruni;2a004;40;;;;\r\n";

it("reads a French spreadsheet in Windows-1252, and nothing changes the second time", async () => {
  const bytes = Buffer.from(french, "latin1");
  expect(await importText(bytes)).toMatchObject({ files: 1, sitesAdded: 2, sitesChanged: 0 });
  expect(await sites()).toEqual([
    {
      reference: "RES-001",
      name: "Les Tilleuls",
      commune: "77288",
      dwellings: 1060,
      address: "1 rue de l'Été",
      longitude: 2.66445,
      latitude: 48.54233,
      priority_district: "QP-PLEIN-CIEL",
    },
    {
      reference: "RES-002",
      name: "U Pruni",
      commune: "2A004",
      dwellings: 40,
      address: null,
      longitude: null,
      latitude: null,
      priority_district: null,
    },
  ]);
  expect(await importText(bytes)).toMatchObject({
    sitesAdded: 0,
    sitesChanged: 0,
    sitesUnchanged: 2,
  });
});

it("changes what differs, keeps what the file is silent about and sites it does not name", async () => {
  await importText(french);
  const summary = await importText(
    "reference,name,commune,dwellings\nRES-001,Les Tilleuls,77288,61\nRES-003,Neuf,77288,10\n",
  );
  expect(summary).toMatchObject({ sitesAdded: 1, sitesChanged: 1, sitesUnchanged: 0 });
  expect(await sites()).toEqual([
    expect.objectContaining({
      reference: "RES-001",
      dwellings: 61,
      address: "1 rue de l'Été",
      priority_district: "QP-PLEIN-CIEL",
    }),
    expect.objectContaining({ reference: "RES-002" }),
    expect.objectContaining({ reference: "RES-003" }),
  ]);
});

function tallies(): Promise<unknown[]> {
  return store.query(`SELECT month, commune, priority_district, sites, dwellings FROM level_tally
    ORDER BY month, commune, priority_district`);
}

const [january, february, march] = ["2025-01", "2025-02", "2025-03"].map(monthNumber) as [
  number,
  number,
  number,
];

it("changes no closed month: dwellings and places hold from the first open one (cases/import/dwellings-rewrite-the-past)", async () => {
  await importText(french);
  await closeMonths(store, [january, february]);
  const published = await tallies();
  expect(published).toHaveLength(4);
  const changed = french.replace("1 060", "60").replace("QP-PLEIN-CIEL", "");
  expect(await importText(changed)).toMatchObject({ sitesChanged: 1, from: march });
  expect(await tallies()).toEqual(published);
  expect(await importText(changed)).toMatchObject({ sitesChanged: 0, sitesUnchanged: 2 });
  await closeMonths(store, [march]);
  expect(await tallies()).toEqual([
    ...published,
    { month: march, commune: "2A004", priority_district: "", sites: 1, dwellings: 40 },
    { month: march, commune: "77288", priority_district: "", sites: 1, dwellings: 60 },
  ]);
});

it("begins new sites in the first open month, or the one given, and never in a closed one", async () => {
  await importText(french);
  await closeMonths(store, [january, february]);
  const published = await tallies();
  const added = await file(
    "new.csv",
    "reference,name,commune,dwellings\nRES-003,Neuf,77288,10\nRES-001,Les Tilleuls,77288,61\n",
  );
  await expect(importSites(store, [added], { from: february })).rejects.toThrow(
    'What holds of a site from 2025-02 on would change what was published: 2025-02 is closed. Give a month from 2025-03 on, or run "palier reopen-month 2025-02" first.',
  );
  await expect(importSites(store, [added], { from: january - 5 })).rejects.toThrow(
    '2025-01..2025-02 are closed. Give a month from 2025-03 on, or run "palier reopen-month 2025-01..2025-02" first.',
  );
  expect(await importSites(store, [added], { from: march + 1 })).toMatchObject({
    sitesAdded: 1,
    sitesChanged: 1,
    from: march + 1,
  });
  await closeMonths(store, [march]);
  expect(await tallies()).toEqual([
    ...published,
    ...published.slice(2).map((tally) => Object.assign({}, tally, { month: march })),
  ]);
  // What is told for April stands; what is as in March changes nothing.
  await reopenMonths(store, [march]);
  expect(await importText(french)).toMatchObject({ sitesChanged: 0, sitesUnchanged: 2 });
  await expect(importText(french.replace("1 060", "70"))).rejects.toThrow(
    'of site "RES-001" something is told from 2025-04 on already: give --from 2025-04 or a later month',
  );
});

it("refuses everything and lists what is wrong", async () => {
  const text =
    "reference,name,commune,dwellings,longitude,latitude\n" +
    "A,,77288,10,,\n" +
    "B,Nom,Melun,10,,\n" +
    "C,Nom,77288,0,2,\n" +
    "D,Nom,77288,10,2,\n" +
    "E,Nom,77288,10,200,48\n" +
    "F,Nom,77288\n" +
    "G,Nom,77288,10,,\n" +
    "G,Autre,77288,10,,\n" +
    "H,Nom,77288,10,,\n";
  expect(await problemsOf(importText(text))).toEqual([
    [2, "name", "a value; none stands here"],
    [3, "commune", 'the INSEE code of the commune, five characters, e.g. "77288" or "2A004"'],
    [4, "dwellings", "a whole number from 1 to 100000"],
    [5, "longitude", "both a longitude and a latitude, or neither"],
    [6, "longitude", "degrees from -180 to 180"],
    [7, "", "6 values as in the header, not 3"],
    [9, "", "the same values as in sites.csv line 8, which has this reference too"],
  ]);
  expect(await sites()).toEqual([]);
});

it("refuses what is longer than partners can be told, at its place (issue 9)", async () => {
  const { address } = longestTexts;
  const { name, siteReference } = longestEntered;
  const row = (reference: number, named: number, at: number, district: number) =>
    `${"R".repeat(reference)};${"N".repeat(named)};77288;10;${"A".repeat(at)};${"Q".repeat(district)}\n`;
  const header = "reference;name;commune;dwellings;address;qpv\n";
  const most = row(siteReference, name, address, 40);
  const over = row(siteReference + 1, name + 1, address + 1, 41);
  expect(await problemsOf(importText(header + most + over))).toEqual([
    [3, "reference", "at most 200 characters; this has 201"],
    [3, "name", "at most 200 characters; this has 201"],
    [3, "address", "at most 2000 characters; this has 2001"],
    [3, "qpv", districtCode],
  ]);
  expect(await importText(header + most)).toMatchObject({ sitesAdded: 1 });
});

const districtCode =
  'the code of a priority district, at most 40 letters, digits and hyphens, e.g. "QN07702M"';

it("refuses a reference and a district that no index can hold, at their places", async () => {
  const long = randomBytes(2_000).toString("hex");
  const text = `reference,name,commune,dwellings,qpv\n${long},Nom,77288,10,\nB,Nom,77288,10,${long}\n`;
  expect(await problemsOf(importText(text))).toEqual([
    [2, "reference", "at most 200 characters; this has 4000"],
    [3, "qpv", districtCode],
  ]);
});

it("refuses files that disagree about a site, and a file that lacks columns", async () => {
  const one = await file("1.csv", "reference,name,commune,dwellings\nA,Nom,77288,10\n");
  const two = await file("2.csv", "reference,name,commune,dwellings\nA,Nom,77288,11\n");
  expect(await problemsOf(importSites(store, [one, two]))).toHaveLength(1);
  const lacking = await problemsOf(importText("reference,name,longitude\n"));
  expect(lacking).toEqual([
    [1, "commune", expect.stringContaining('a column "commune"')],
    [1, "dwellings", expect.stringContaining('a column "dwellings"')],
    [1, "longitude", 'both columns "longitude" and "latitude", or neither'],
  ]);
});

it("takes in more sites of one file than a call takes arguments", async () => {
  const rows = Array.from({ length: 125_000 }, (_, index) => `R${index},Nom,77288,10\n`);
  const summary = await importText(`reference,name,commune,dwellings\n${rows.join("")}`);
  expect(summary).toMatchObject({ sitesAdded: 125_000, sitesChanged: 0, sitesUnchanged: 0 });
});

it.each([
  ["a line break", '"Les\nTilleuls"', "name"],
  ["a mark of direction", "Les \u202eTilleuls", "name"],
  ["a character that is not seen", "Les\u200bTilleuls", "name"],
])("refuses a name with %s, for it would look like another", async (_, name, column) => {
  const problems = await problemsOf(
    importText(`reference,name,commune,dwellings\nA,${name},77288,10\n`),
  );
  expect(problems).toEqual([
    [2, column, expect.stringContaining("without control and direction characters")],
  ]);
});

it("tells of sites whose addresses differ in nothing but their writing", async () => {
  const summary = await importText(
    'reference,name,commune,dwellings,address\nA,A,77288,10,12 rue Hugo\nB,B,77288,10,"12, r. Hugo"\nC,C,77288,10,12 rue Hugo\n',
  );
  expect(summary.alikeAddresses.map(({ one, other }) => [one.reference, other.reference])).toEqual([
    ["A", "B"],
  ]);
});
