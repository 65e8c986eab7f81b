import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { closeMonths, reopenMonths } from "@palier/landlord-store";
import { monthNumber, nomenclature1 } from "@palier/schema";
import { parseMapping } from "./mapping/read-mapping.js";
import { opaqueReference } from "./sites/site-key.js";
import { ImportStore, refusal } from "./testing/import-store.fixture.js";
import { writtenWorkbook } from "./testing/written-workbook.js";

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

const placeMapping = parseMapping(
  `
encoding: windows-1252
columns: { day: Mois, category: Fait }
categories: { Dégradation: OTHER_DAMAGE }
site:
  columns: [X, Y, Lieu]
  match: columns
  create: { dwellings: 60, commune: { value: "77288" }, name: Lieu, longitude: X, latitude: Y, address: Lieu }
only: { column: Ville, startsWith: "Melun " }
`,
  "mapping.yaml",
  nomenclature1,
);
const places =
  "Mois;Fait;X;Y;Lieu;Ville\n" +
  "2025-01;dégradation;2,65;48,54;Près de l'école;Melun 001\n" +
  "2025-01;Dégradation;2,66;48,54;Près de l'école;Melun 001\n" +
  "2025-02;Dégradation;2,65;48,54;Près de l'école;Melun 002\n" +
  "2025-02;Dégradation;;;Sans lieu;Melun 002\n" +
  "2025-02;???;1;1;;Ailleurs\n" +
  ";;;;;\n";

it("makes sites of several columns, opaque and apart though they share a name", async () => {
  const bytes = Buffer.from(places, "latin1");
  const summary = await at.importText(bytes, { mapping: placeMapping });
  expect(summary).toMatchObject({ incidentsAdded: 4, passedOver: 2, sitesCreated: 3 });
  const sites = await at.store.query<{ reference: string }[]>(
    "SELECT reference, name, longitude, latitude, dwellings FROM site WHERE id > 2 ORDER BY id",
  );
  expect(sites).toEqual([
    {
      reference: expect.stringMatching(/^[a-z2-7]{16}$/),
      name: "Près de l'école",
      longitude: 2.65,
      latitude: 48.54,
      dwellings: 60,
    },
    {
      reference: expect.any(String),
      name: "Près de l'école",
      longitude: 2.66,
      latitude: 48.54,
      dwellings: 60,
    },
    {
      reference: expect.any(String),
      name: "Sans lieu",
      longitude: null,
      latitude: null,
      dwellings: 60,
    },
  ]);
  expect(new Set(sites.map(({ reference }) => reference)).size).toBe(3);
  expect(await at.importText(bytes, { mapping: placeMapping })).toMatchObject({
    incidentsAdded: 0,
    alreadyKnown: 4,
    sitesCreated: 0,
  });
  await at.store.query(
    "INSERT INTO site (reference, name, commune, dwellings) VALUES ('N', 'N', '77288', 1)",
  );
});

it("makes no site of a row that is not loaded", async () => {
  const bad = places.replace("2025-02;Dégradation;;", "2027-02;Dégradation;;");
  const options = { mapping: placeMapping, skipBad: true };
  expect(await at.importText(Buffer.from(bad, "latin1"), options)).toMatchObject({
    rowsRejected: 1,
    sitesCreated: 2,
  });
});

function sitesByMonth(): Promise<unknown> {
  return at.store.query(
    "SELECT month, sum(sites)::integer AS sites FROM level_tally GROUP BY 1 ORDER BY 1",
  );
}

const [november, december, january] = ["2024-11", "2024-12", "2025-01"].map(monthNumber) as [
  number,
  number,
  number,
];

it("begins the sites it makes in the first open month, and leaves what is closed as it is", async () => {
  await closeMonths(at.store, [november, december]);
  const published = [
    { month: november, sites: 2 },
    { month: december, sites: 2 },
  ];
  expect(await sitesByMonth()).toEqual(published);
  await at.importText(Buffer.from(places, "latin1"), { mapping: placeMapping });
  expect(await sitesByMonth()).toEqual(published);
  await closeMonths(at.store, [january]);
  expect(await sitesByMonth()).toEqual([...published, { month: january, sites: 5 }]);
});

it("begins a site with its first incident where a month was reopened for it", async () => {
  await closeMonths(at.store, [november, december, january]);
  await reopenMonths(at.store, [december]);
  const moved = places.replaceAll("2025-01", "2024-12");
  const bytes = Buffer.from(moved, "latin1");
  const unread = new Error("unread");
  const refused = at.importText(bytes, {
    mapping: placeMapping,
    restating: {
      review: () => {
        throw unread;
      },
    },
  });
  await expect(refused).rejects.toBe(unread);
  expect(await at.incidents()).toEqual([]);
  const expected = { mapping: placeMapping, restating: { expectedDigest: "else" } };
  await expect(at.importText(bytes, expected)).rejects.toThrow("Nothing was imported");
  const { restated } = await at.importText(bytes, { mapping: placeMapping });
  expect(restated).toMatchObject({ changed: 2, changes: [{ month: january, before: null }, {}] });
  await closeMonths(at.store, [december]);
  expect(
    await at.store.query(
      "SELECT first_month AS month, count(*)::integer AS sites FROM site GROUP BY 1 ORDER BY 1",
    ),
  ).toEqual([
    { month: 0, sites: 2 },
    { month: december, sites: 2 },
    { month: january + 1, sites: 1 },
  ]);
  expect(await sitesByMonth()).toEqual([
    { month: november, sites: 2 },
    { month: december, sites: 4 },
    { month: january, sites: 4 },
  ]);
});

it("refuses an incident before its site's first month, or after its last", async () => {
  await at.store.query("UPDATE site SET first_month = $1, facts_from = $1, last_month = $2", [
    january,
    january + 2,
  ]);
  const rows = (days: readonly string[]) =>
    `site,day,category\n${days.map((day) => `RES-001,${day},NOISE\n`).join("")}`;
  const error = await refusal(at.importText(rows(["2024-12-31", "2025-04-01"])));
  expect(error.badRows.map(({ line, value, expected }) => [line, value, expected])).toEqual([
    [
      2,
      "2024-12-31",
      'a day from 2025-01 on: site "RES-001" began then ("palier sites list" shows the months of each)',
    ],
    [
      3,
      "2025-04-01",
      'a day up to 2025-03: site "RES-001" ended then ("palier sites list" shows the months of each)',
    ],
  ]);
  expect(await at.importText(rows(["2025-01-01", "2025-03-31"]))).toMatchObject({
    incidentsAdded: 2,
  });
});

it("refuses rows that disagree about what the level of their new site rests on", async () => {
  const mapping = parseMapping(
    "site: { columns: site, create: { dwellings: logements, commune: insee } }",
    "mapping.yaml",
    nomenclature1,
  );
  const text = "site,day,category,logements,insee\n";
  const error = await refusal(
    at.importText(
      `${text}N1,2025-01-05,NOISE,40,77288\nN1,2025-01-06,NOISE,41,77288\nN2,2025-01-06,NOISE,0,melun\n`,
      { mapping },
    ),
  );
  expect(error.badRows.map(({ line, column, expected }) => [line, column, expected])).toEqual([
    [3, "logements", '"40", as in the first row of this site'],
    [4, "insee", 'the INSEE code of the commune, five characters, e.g. "77288" or "2A004"'],
    [4, "logements", "a whole number from 1 to 100000"],
  ]);
});

it("shows of a long value of the first row what a message holds, in list and rejected rows", async () => {
  const mapping = parseMapping(
    'site: { columns: site, create: { dwellings: { value: 1 }, commune: { value: "77288" }, priorityDistrict: qp } }',
    "mapping.yaml",
    nomenclature1,
  );
  const row = (day: number, district: string) => `N1,2025-01-0${day},NOISE,${district}\n`;
  const text = `site,day,category,qp\n${row(1, "a".repeat(40))}${row(2, "b")}`;
  const cut = `"${"a".repeat(40)}", as in the first row of this site`;
  const error = await refusal(at.importText(text, { mapping }));
  expect(error.badRows.map(({ value, expected }) => [value, expected])).toEqual([["b", cut]]);
  const { rejectedFiles } = await at.importText(text, { mapping, skipBad: true });
  const rejected = await readFile(rejectedFiles[0] ?? "", "utf8");
  const [, row2] = rejected.split("\r\n");
  expect(row2).toBe(`N1,2025-01-02,NOISE,b,"qp: ""b""; expected ${cut.replaceAll('"', '""')}"`);
});

it.each([
  [
    "reference",
    "site: { columns: site, match: reference, create: { dwellings: { value: 1 }, commune: { value: '77288' } } }",
    "site",
    "at most 200 characters; this has 4000",
  ],
  [
    "name",
    "site: { columns: site, match: name, create: { dwellings: { value: 1 }, commune: { value: '77288' } } }",
    "site",
    "at most 200 characters; this has 4000",
  ],
  [
    "address",
    "site: { columns: [site, qp], match: columns, create: { name: site, address: qp, dwellings: { value: 1 }, commune: { value: '77288' } } }",
    "qp",
    "at most 2000 characters; this has 4000",
  ],
  [
    "district",
    "site: { columns: site, create: { dwellings: { value: 1 }, commune: { value: '77288' }, priorityDistrict: qp } }",
    "qp",
    'the code of a priority district, at most 40 letters, digits and hyphens, e.g. "QN07702M"',
  ],
])(
  "refuses a %s that no index can hold or no partner be told, at its place",
  async (_what, text, column, wanted) => {
    const mapping = parseMapping(text, "mapping.yaml", nomenclature1);
    const long = randomBytes(2_000).toString("hex");
    const cells = { site: "N1", qp: "QP-1", [column]: long };
    const rows = `site,day,category,qp\n${cells.site},2025-01-05,NOISE,${cells.qp}\n`;
    const error = await refusal(at.importText(rows, { mapping }));
    expect(error.badRows.map(({ line, column, expected }) => [line, column, expected])).toEqual([
      [2, column, wanted],
    ]);
  },
);

it("recognises sites by name without regard to case and accents, unless two share it", async () => {
  const mapping = parseMapping(
    "site: { columns: [site], match: name }",
    "mapping.yaml",
    nomenclature1,
  );
  await at.store.query(
    "INSERT INTO site (reference, name, commune, dwellings) VALUES ('RES-003', 'LE PARC', '77288', 9)",
  );
  const error = await refusal(
    at.importText("site,day,category\nLES  TILLEULS,2025-01-05,NOISE\nLe parc,2025-01-05,NOISE\n", {
      mapping,
    }),
  );
  expect(error.badRows.map(({ line, expected }) => [line, expected])).toEqual([
    [3, "a name that only one site has; RES-002, RES-003 share it"],
  ]);
});

describe("sites of columns, of a file that is written otherwise", () => {
  const mapping = parseMapping(
    `
columns: { day: Date, category: Fait }
site:
  columns: [X, Y, Lieu]
  match: columns
  create: { dwellings: 60, commune: { value: "77288" }, name: Lieu, longitude: X, latitude: Y }`,
    "mapping.yaml",
    nomenclature1,
  );
  const text =
    "Date;Fait;X;Y;Lieu\n05/01/2025;NOISE;2,66445;48,50;Melun\n06/01/2025;NOISE;2,7;48,54;Près du Parc\n";
  const nothingNew = { incidentsAdded: 0, alreadyKnown: 2, sitesCreated: 0 };

  it("finds them as numbers of a sheet and of points, in capitals, with other zeros", async () => {
    expect(await at.importText(text, { mapping })).toMatchObject({ sitesCreated: 2 });
    const header = ["Date", "Fait", "X", "Y", "Lieu"];
    const sheet = writtenWorkbook({
      F: [
        header,
        ["05/01/2025", "NOISE", 2.66445, 48.5, "MELUN"],
        ["06/01/2025", "NOISE", 2.7, 48.54, "pres du  parc"],
      ],
    });
    const path = await at.file("2025.xlsx", sheet);
    expect(await at.importFiles([path], { mapping })).toMatchObject(nothingNew);
    const objects = [
      { Date: "2025-01-05", Fait: "NOISE", X: 2.66445, Y: 48.5, Lieu: "melun" },
      { Date: "2025-01-06", Fait: "NOISE", X: 2.7, Y: 48.54, Lieu: "Près du Parc" },
    ];
    const json = await at.file("2025.json", JSON.stringify(objects));
    expect(await at.importFiles([json], { mapping })).toMatchObject(nothingNew);
  });

  it("finds those that an earlier version made of what stood there", async () => {
    const [node] = await at.store.query<{ salt: string }[]>("SELECT salt FROM node");
    const made = opaqueReference(node?.salt ?? "", "2,66445\x0048,5\0Melun");
    await at.store.query(
      "INSERT INTO site (reference, name, commune, dwellings) VALUES ($1, 'Melun', '77288', 60)",
      [made],
    );
    const [header, row] = text.split("\n");
    for (const written of [
      row?.replace("48,50", "48,5"),
      row?.replace("2,66445;48,50", "2.66445;48.5"),
    ]) {
      const found = await at.importText(`${header}\n${written}\n`, { mapping });
      expect(found).toMatchObject({ sitesCreated: 0 });
    }
  });

  it("keeps apart what only looks like a number", async () => {
    const rows = ["1 2", "12", "12345678901234567", "12345678901234568"].map(
      (place) => `05/01/2025;NOISE;;;${place}\n`,
    );
    const summary = await at.importText(`Date;Fait;X;Y;Lieu\n${rows.join("")}`, { mapping });
    expect(summary).toMatchObject({ sitesCreated: 4 });
  });
});

describe("sites that are made by their reference", () => {
  const mapping = parseMapping(
    "site: { columns: site, match: reference, create: { dwellings: 60, commune: { value: '77288' } } }",
    "mapping.yaml",
    nomenclature1,
  );
  const rows = (...sites: string[]) =>
    `site,day,category\n${sites.map((site) => `${site},2025-01-05,NOISE\n`).join("")}`;

  it("are not made again in other letters", async () => {
    const summary = await at.importText(rows("res-001", "Rés-9", "RES-9"), { mapping });
    expect(summary).toMatchObject({ sitesCreated: 1 });
    expect(new Set((await at.incidents()).map(({ site }) => site))).toEqual(
      new Set(["RES-001", "Rés-9"]),
    );
  });

  it("are asked for where two look the same", async () => {
    await at.store.query(
      "INSERT INTO site (reference, name, commune, dwellings) VALUES ('Res-001', 'N', '77288', 1)",
    );
    const error = await refusal(at.importText(rows("RES-001", "res-001"), { mapping }));
    expect(error.badRows).toMatchObject([{ line: 3, column: "site", value: "res-001" }]);
    expect(error.badRows[0]?.expected).toContain('"RES-001"');
    expect(error.badRows[0]?.expected).toContain('"Res-001"');
  });
});

it("takes words for nothing for no site, and for no fact of one", async () => {
  const mapping = parseMapping(
    `
nothing: [n.c.]
columns: { day: Date, category: Fait }
site: { columns: Lieu, match: name, create: { dwellings: 60, commune: { value: "77288" }, address: Rue } }`,
    "mapping.yaml",
    nomenclature1,
  );
  const text = "Date;Fait;Lieu;Rue\n05/01/2025;NOISE;N.C.;n.c.\n05/01/2025;NOISE;Hall;n.c.\n";
  const error = await refusal(at.importText(text, { mapping }));
  expect(error.badRows).toEqual([
    expect.objectContaining({ line: 2, column: "Lieu", expected: "the site of the incident" }),
  ]);
  await at.importText(text, { mapping, skipBad: true });
  const sites = await at.store.query("SELECT name, address FROM site WHERE id > 2");
  expect(sites).toEqual([{ name: "Hall", address: null }]);
});
