import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { monthNumber } from "@palier/schema";
import { createDatabase } from "@palier/test-support";
import type { DataSource } from "typeorm";
import { openStore } from "../database/open-store.js";
import { closeMonths } from "../month/close-months.js";
import { type ImportOptions, importIncidents } from "./import-incidents.js";
import { parseMapping } from "./mapping/read-mapping.js";
import { type BadRow, ImportRefusedError } from "./report/bad-row.js";

let folder: string;
let store: DataSource;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-import-"));
  store = await openStore(await createDatabase(), "lisiere");
  await store.query(`
    INSERT INTO site (reference, name, commune, dwellings) VALUES
      ('RES-001', 'Les Tilleuls', '77288', 60), ('RES-002', 'Le Parc', '77288', 40)`);
});
afterEach(async () => {
  await store.destroy();
  await rm(folder, { recursive: true });
});

const clock = () => new Date("2026-11-22T10:00:00Z");
const header = "reference,site,day,category\n";

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

function importFiles(files: readonly string[], options: ImportOptions = {}) {
  return importIncidents(store, files, { clock, ...options });
}

async function importText(content: string | Buffer, options: ImportOptions = {}) {
  return importFiles([await file("incidents.csv", content)], options);
}

async function refusal(attempt: Promise<unknown>): Promise<ImportRefusedError> {
  const error: unknown = await attempt.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ImportRefusedError);
  return error as ImportRefusedError;
}

function incidents(): Promise<Record<string, unknown>[]> {
  return store.query(`
    SELECT s.reference AS site, i.day::text, i.category, r.source_row AS source, i.line
    FROM incident i JOIN site s ON s.id = i.site_id
    JOIN incident_source r USING (file_id, line)
    ORDER BY i.file_id, i.line`);
}

/** Everything that an import may write, row by row. */
async function contents(): Promise<unknown[]> {
  const tables = ["site", "incident", "incident_source", "incident_personal", "import_file"];
  return Promise.all(
    [...tables, "classification", "level_tally"].map((table) =>
      store.query(`SELECT * FROM ${table} AS t ORDER BY t::text`),
    ),
  );
}

it("loads every field with its source row and sums up", async () => {
  const text =
    "référence;résidence;date des faits;nature;tranche horaire;lieu;gravité;n° de plainte;déclarant;gardien;commentaire\r\n" +
    'F-1;RES-001;31/12/2025 22h30;Arson;Nuit;cave;3;PV 12;"Mme A";M. B;"deux\r\nlignes"\r\n' +
    "F-2;RES-002;2025-11;GRAFFITI;;;;;;;\r\n";
  const summary = await importText(text);
  expect(summary).toEqual({
    files: 1,
    rowsRead: 2,
    incidentsAdded: 2,
    alreadyKnown: 0,
    passedOver: 0,
    rowsRejected: 0,
    sitesCreated: 0,
    months: { first: "2025-11", last: "2025-12" },
    rejectedFiles: [],
    durationMs: expect.any(Number),
    rowsPerSecond: expect.any(Number),
  });
  const [first, second] = text.slice(text.indexOf("\n") + 1).split("\r\nF-2");
  expect(await incidents()).toEqual([
    { site: "RES-001", day: "2025-12-31", category: "ARSON", source: first, line: 2 },
    {
      site: "RES-002",
      day: "2025-11-01",
      category: "GRAFFITI",
      source: `F-2${second?.trimEnd()}`,
      line: 4,
    },
  ]);
  expect(
    await store.query(`
      SELECT time_band, place, severity, complaint_reference, reporter, staff, narrative
      FROM incident JOIN incident_personal ON incident_id = id`),
  ).toEqual([
    {
      time_band: "NIGHT",
      place: "BASEMENT",
      severity: 3,
      complaint_reference: "PV 12",
      reporter: "Mme A",
      staff: "M. B",
      narrative: "deux\r\nlignes",
    },
  ]);
  expect(await store.query("SELECT name, rows_loaded FROM import_file")).toEqual([
    { name: "incidents.csv", rows_loaded: 2 },
  ]);
});

it("changes nothing when the same rows come again, however they are written", async () => {
  await importText(`${header}A,RES-001,2025-01-05,NOISE\n,RES-001,2025-01-05,NOISE\n`);
  const before = await contents();
  const again = await importText(
    gzipSync(
      '﻿reference;site;day;category\r\n"A";RES-001;2025-01-05;NOISE\r\n;RES-001;2025-01-05;"NOISE"',
    ),
  );
  expect(again).toMatchObject({ incidentsAdded: 0, alreadyKnown: 2, months: null });
  expect(await contents()).toEqual(before);
});

it("takes two equal rows for two incidents, in one file and not across files", async () => {
  const row = ",RES-001,2025-01-05,NOISE\n";
  await importText(header + row + row);
  expect(await incidents()).toHaveLength(2);
  const other = await file("other.csv", header + row);
  const third = await file("third.csv", header + row + row + row);
  expect(await importFiles([other, third])).toMatchObject({ incidentsAdded: 1, alreadyKnown: 3 });
});

it("does the same whatever the order and number of the files", async () => {
  const one = await file(
    "1.csv",
    `${header}A,RES-001,2025-01-05,NOISE\n,RES-002,2025-02-05,ARSON\n`,
  );
  const two = await file(
    "2.csv",
    `${header},RES-002,2025-02-05,ARSON\nB,RES-001,2025-03-05,NOISE\n`,
  );
  const ids = async (...turns: string[][]) => {
    for (const files of turns) await importFiles(files);
    const rows = await store.query(
      "SELECT id, site_id, day::text, category FROM incident ORDER BY id",
    );
    await store.query("TRUNCATE incident, incident_source, incident_personal, import_file");
    return rows;
  };
  const expected = await ids([one, two]);
  expect(expected).toHaveLength(3);
  expect(await ids([two, one])).toEqual(expected);
  expect(await ids([two], [one], [two])).toEqual(expected);
  expect(await ids([one, one, two])).toEqual(expected);
});

it.each<[string, string, Partial<BadRow>]>([
  [
    "an unknown nature",
    "A,RES-001,2025-01-05,NOISY",
    {
      column: "category",
      value: "NOISY",
      expected: 'a nature of incident (did you mean "NOISE"?)',
    },
  ],
  ["a missing nature", "A,RES-001,2025-01-05,", { column: "category", value: "" }],
  [
    "an unknown site",
    "A,RES-01,2025-01-05,NOISE",
    {
      column: "site",
      value: "RES-01",
      expected: 'the reference of a known site (did you mean "RES-001"?)',
    },
  ],
  [
    "a missing site",
    "A,,2025-01-05,NOISE",
    { column: "site", expected: "the site of the incident" },
  ],
  ["a missing day", "A,RES-001,,NOISE", { column: "day", expected: "a value; none stands here" }],
  [
    "an impossible day",
    "A,RES-001,31/02/2025,NOISE",
    { column: "day", value: "31/02/2025", expected: "a day that exists: 02/2025 has 28 days" },
  ],
  [
    "a day in the future",
    "A,RES-001,23/11/2026,NOISE",
    { column: "day", expected: "a day that is not in the future (today is 2026-11-22)" },
  ],
  [
    "too few values",
    "A,RES-001,2025-01-05",
    { column: "", expected: "4 values as in the header, not 3" },
  ],
  [
    "too many values",
    "A,RES-001,2025-01-05,NOISE,x",
    { expected: "4 values as in the header, not 5" },
  ],
  [
    "a stray quotation mark",
    'A,RES-001,2025-01-05,NO"ISE',
    { column: "category", value: 'NO"ISE' },
  ],
  [
    "a NUL character",
    "A,RES-001,2025-01-05,NOI\0SE",
    { column: "", value: "A,RES-001,2025-01-05,NOI␀SE" },
  ],
])("refuses %s and says what would be right", async (_, row, expected) => {
  const good = "G,RES-001,2025-01-05,NOISE";
  const error = await refusal(importText(`${header}${good}\n${row}\n`));
  expect(error.code).toBe("IMPORT_REFUSED");
  expect(error.badRowCount).toBe(1);
  expect(error.badRows).toEqual([
    expect.objectContaining({ file: join(folder, "incidents.csv"), line: 3, ...expected }),
  ]);
  expect(await incidents()).toEqual([]);
});

it.each<[string, string, Partial<BadRow>]>([
  ["severity", "5", { column: "severity", value: "5", expected: "a whole number from 1 to 4" }],
  ["place", "loggement", { column: "place", expected: 'a place (did you mean "logement"?)' }],
  ["time_band", "25:00", { column: "time_band", expected: "a time of day from 00:00 to 23:59" }],
])("refuses a wrong %s", async (column, value, expected) => {
  const text = `site,day,category,${column}\nRES-001,2025-01-05,NOISE,${value}\n`;
  const error = await refusal(importText(text));
  expect(error.badRows).toEqual([expect.objectContaining({ line: 2, ...expected })]);
});

it("lists a hundred problems in the order of the files and counts all", async () => {
  const bad = await file("bad.csv", header + "A,RES-009,2025-01-05,NOISE\n".repeat(150));
  const worse = await file("worse.csv", `${header}A,,,\n`);
  const error = await refusal(importFiles([worse, bad]));
  expect(error.badRowCount).toBe(151);
  expect(error.badRows).toHaveLength(100);
  expect(
    error.badRows.slice(0, 4).map(({ file: path, line, column }) => [path, line, column]),
  ).toEqual([
    [worse, 2, "day"],
    [worse, 2, "category"],
    [worse, 2, "site"],
    [bad, 2, "site"],
  ]);
});

it.each<[string, string | Buffer, string]>([
  ["an empty file", "", "a header and rows: the file is empty"],
  [
    "a missing column",
    "site,day,natur\n",
    'a column "category" or "catégorie", "nature"; the file has "site", "day", "natur"',
  ],
  ["a column that stands twice", "site,day,category,day\n", "one column of this name, not several"],
  [
    "an open quotation mark",
    `${header}A,RES-001,"2025-01-05,NOISE\n`,
    "a quotation mark that closes the value",
  ],
  ["half a gzip file", gzipSync(header).subarray(0, 20), "the compressed file ends too early"],
])("refuses %s even when bad rows may be skipped", async (_, content, expected) => {
  const error = await refusal(importText(content, { skipBad: true }));
  expect(error.badRows[0]?.expected).toContain(expected);
  expect(await readdir(folder)).toEqual(["incidents.csv"]);
});

it("refuses a file that is missing together with what is wrong in the others", async () => {
  const bad = await file("bad.csv", `${header}A,RES-001,never,NOISE\n`);
  const error = await refusal(importFiles([join(folder, "none.csv"), bad]));
  expect(error.badRows.map(({ line, expected }) => [line, expected.slice(0, 21)])).toEqual([
    [0, "there is no such file"],
    [2, "a day such as 31/12/2"],
  ]);
});

it("refuses a known reference with other values, from before and within one import", async () => {
  await importText(`${header}A,RES-001,2025-01-05,NOISE\n`);
  const other = await file(
    "other.csv",
    `${header}A,RES-002,2025-01-05,NOISE\nB,RES-001,2025-01-06,ARSON\nB,RES-001,2025-01-07,ARSON\n`,
  );
  const error = await refusal(importFiles([other]));
  expect(error.badRows.map(({ line, value, expected }) => [line, value, expected])).toEqual([
    [
      2,
      "A",
      "the same values as before: already imported from incidents.csv line 2 with other values",
    ],
    [4, "B", "the same values as before: already imported from other.csv line 3 with other values"],
  ]);
});

it("counts personal fields among the values that must agree", async () => {
  const text = (narrative: string) =>
    `reference,site,day,category,narrative\nA,RES-001,2025-01-05,NOISE,${narrative}\n`;
  await importText(text("first"));
  expect(await importText(text("first"))).toMatchObject({ alreadyKnown: 1 });
  expect((await refusal(importText(text("second")))).badRowCount).toBe(1);
});

it("refuses new rows of a closed month and knows the old ones", async () => {
  const known = `${header}A,RES-001,2025-01-05,NOISE\n`;
  await importText(known);
  await closeMonths(store, [monthNumber("2025-01")]);
  expect(await importText(known)).toMatchObject({ alreadyKnown: 1, incidentsAdded: 0 });
  const error = await refusal(importText(`${known}B,RES-001,2025-01-06,NOISE\n`));
  expect(error.badRows).toEqual([
    expect.objectContaining({
      line: 3,
      value: "2025-01-06",
      expected:
        'a day in an open month: 2025-01 is closed; to add to it, run "palier reopen-month 2025-01" first',
    }),
  ]);
});

it("loads the rest with skipBad and writes the rejected rows as they stood", async () => {
  const text =
    "reference;site;day;category\n" +
    'A;RES-001;05/01/2025;NOISE\nB;RES-001;"31/02/2025";NOISE\n;RES-001;05/01/2025;Tapage\n';
  const rejectedPath = join(folder, "rejected.csv");
  const summary = await importText(Buffer.from(text), { skipBad: true, rejectedPath });
  expect(summary).toMatchObject({
    incidentsAdded: 1,
    rowsRejected: 2,
    rejectedFiles: [rejectedPath],
  });
  const rejected = await readFile(rejectedPath, "utf8");
  expect(rejected.split("\r\n")).toEqual([
    "\ufeffreference;site;day;category;palier_reason",
    'B;RES-001;"31/02/2025";NOISE;"day: ""31/02/2025""; expected a day that exists: 02/2025 has 28 days"',
    expect.stringContaining(';RES-001;05/01/2025;Tapage;"category: ""Tapage""; expected a nature'),
    "",
  ]);
  expect((await readdir(folder)).sort()).toEqual(["incidents.csv", "rejected.csv"]);

  await writeFile(rejectedPath, rejected.replace("31/02", "28/02").replace("Tapage", "NOISE"));
  await importFiles([rejectedPath]);
  const whole = text.replace("31/02", "28/02").replace("Tapage", "NOISE");
  expect(await importText(whole)).toMatchObject({ alreadyKnown: 3, incidentsAdded: 0 });
});

it("writes the rejected rows of files with different headers to different files", async () => {
  const one = await file("one.csv", `${header}A,RES-009,2025-01-05,NOISE\n`);
  const two = await file("two.csv", "site,day,category\nRES-009,2025-01-05,NOISE\n");
  const summary = await importFiles([one, two], { skipBad: true });
  expect(summary.rejectedFiles).toEqual([
    join(folder, "one.csv.rejected.csv"),
    join(folder, "one.csv.rejected-2.csv"),
  ]);
});

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
  const summary = await importText(bytes, { mapping: placeMapping });
  expect(summary).toMatchObject({ incidentsAdded: 4, passedOver: 2, sitesCreated: 3 });
  const sites = await store.query<{ reference: string }[]>(
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
  expect(await importText(bytes, { mapping: placeMapping })).toMatchObject({
    incidentsAdded: 0,
    alreadyKnown: 4,
    sitesCreated: 0,
  });
  await store.query(
    "INSERT INTO site (reference, name, commune, dwellings) VALUES ('N', 'N', '77288', 1)",
  );
});

it("makes no site of a row that is not loaded", async () => {
  const bad = places.replace("2025-02;Dégradation;;", "2027-02;Dégradation;;");
  const options = { mapping: placeMapping, skipBad: true };
  expect(await importText(Buffer.from(bad, "latin1"), options)).toMatchObject({
    rowsRejected: 1,
    sitesCreated: 2,
  });
});

it("classifies the sites it makes in the months that are closed", async () => {
  await closeMonths(store, [monthNumber("2024-12")]);
  await importText(Buffer.from(places, "latin1"), { mapping: placeMapping });
  expect(await store.query("SELECT sum(sites)::integer AS sites FROM level_tally")).toEqual([
    { sites: 5 },
  ]);
});

it("refuses rows that disagree about what the level of their new site rests on", async () => {
  const mapping = parseMapping(
    "site: { columns: site, create: { dwellings: logements, commune: insee } }",
    "mapping.yaml",
  );
  const text = "site,day,category,logements,insee\n";
  const error = await refusal(
    importText(
      `${text}N1,2025-01-05,NOISE,40,77288\nN1,2025-01-06,NOISE,41,77288\nN2,2025-01-06,NOISE,0,melun\n`,
      { mapping },
    ),
  );
  expect(error.badRows.map(({ line, column, expected }) => [line, column, expected])).toEqual([
    [3, "logements", '"40", as in the first row of this site'],
    [4, "logements", "a whole number from 1 to 100000"],
    [4, "insee", 'the INSEE code of the commune, five characters, e.g. "77288" or "2A004"'],
  ]);
});

it("recognises sites by name without regard to case and accents, unless two share it", async () => {
  const mapping = parseMapping("site: { columns: [site], match: name }", "mapping.yaml");
  await store.query(
    "INSERT INTO site (reference, name, commune, dwellings) VALUES ('RES-003', 'LE PARC', '77288', 9)",
  );
  const error = await refusal(
    importText("site,day,category\nLES  TILLEULS,2025-01-05,NOISE\nLe parc,2025-01-05,NOISE\n", {
      mapping,
    }),
  );
  expect(error.badRows.map(({ line, expected }) => [line, expected])).toEqual([
    [3, "a name that only one site has; RES-002, RES-003 share it"],
  ]);
});

it("keeps indexes, constraints and duplicates right over a first load in many chunks", async () => {
  const definitions = () =>
    store.query(`
      SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'incident%' ORDER BY indexname`);
  const before = await definitions();
  const rows = Array.from(
    { length: 60_000 },
    (_, index) => `R${index % 59_000},RES-001,2025-01-05,NOISE,${"x".repeat(60)}\n`,
  );
  const text = `reference,site,day,category,narrative\n${rows.join("")}`;
  const summary = await importText(text);
  expect(summary).toMatchObject({ incidentsAdded: 59_000, alreadyKnown: 1_000 });
  expect(await definitions()).toEqual(before);
  expect(await importText(text)).toMatchObject({ incidentsAdded: 0, alreadyKnown: 60_000 });
});

it("tells how far it has come", async () => {
  const files = [
    await file("1.csv", header),
    await file("2.csv", `${header}A,RES-001,2025-01-05,NOISE\n`),
  ];
  const reports: unknown[] = [];
  await importFiles(files, { onProgress: (progress) => reports.push(progress) });
  expect(reports[0]).toMatchObject({ file: files[0], fileNumber: 1, files: 2, bytesRead: 0 });
  const bytes = header.length * 2 + 27;
  expect(reports.at(-1)).toMatchObject({
    fileNumber: 2,
    rowsRead: 1,
    bytesRead: bytes,
    bytesTotal: bytes,
  });
});
