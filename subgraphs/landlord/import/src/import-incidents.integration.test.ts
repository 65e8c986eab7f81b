import { gzipSync } from "node:zlib";
import { closeMonths } from "@palier/landlord-store";
import { monthNumber } from "@palier/schema";
import { header, ImportStore, refusal } from "./testing/import-store.fixture.js";

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

it("loads every field with its source row and sums up", async () => {
  const text =
    "référence;résidence;date des faits;nature;tranche horaire;lieu;gravité;n° de plainte;déclarant;gardien;commentaire\r\n" +
    'F-1;RES-001;31/12/2025 22h30;Arson;Nuit;cave;3;PV 12;"Mme A";M. B;"deux\r\nlignes"\r\n' +
    "F-2;RES-002;2025-11;GRAFFITI;;;;;;;\r\n";
  const summary = await at.importText(text);
  expect(summary).toEqual({
    files: 1,
    rowsRead: 2,
    incidentsAdded: 2,
    alreadyKnown: 0,
    knownOtherwise: 0,
    uncertain: 0,
    knownByValues: { rows: 0, untold: 0 },
    withdrawn: 0,
    purged: 0,
    changes: {
      ...{ corrected: 0, listed: [], digest: "" },
      fewer: { rows: 0, listed: [] },
      keptByHand: { incidents: 0, listed: [] },
    },
    passedOver: 0,
    rowsRejected: 0,
    rejectedWithoutReference: 0,
    sitesCreated: 0,
    sitesByCommune: new Map(),
    sitesByPriorityDistrict: new Map(),
    alikeAddresses: [],
    restated: null,
    months: { first: "2025-11", last: "2025-12" },
    rejectedFiles: [],
    durationMs: expect.any(Number),
    rowsPerSecond: expect.any(Number),
  });
  const [first, second] = text.slice(text.indexOf("\n") + 1).split("\r\nF-2");
  expect(await at.incidents()).toEqual([
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
    await at.store.query(`
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
  expect(await at.store.query("SELECT name, rows_loaded FROM import_file")).toEqual([
    { name: "incidents.csv", rows_loaded: 2 },
  ]);
});

it("changes nothing when the same rows come again, however they are written", async () => {
  await at.importText(`${header}A,RES-001,2025-01-05,NOISE\n,RES-001,2025-01-05,NOISE\n`);
  // That it was told again is written down, for who would undo the import.
  const contents = () => at.contents("import_retold");
  const before = await contents();
  const again = await at.importText(
    gzipSync(
      '﻿reference;site;day;category\r\n"A";RES-001;2025-01-05;NOISE\r\n;RES-001;2025-01-05;"NOISE"',
    ),
  );
  expect(again).toMatchObject({ incidentsAdded: 0, alreadyKnown: 2, months: null });
  expect(await contents()).toEqual(before);
});

it("takes two equal rows for two incidents, in one file and not across files", async () => {
  const row = ",RES-001,2025-01-05,NOISE\n";
  await at.importText(header + row + row);
  expect(await at.incidents()).toHaveLength(2);
  const other = await at.file("other.csv", header + row);
  const third = await at.file("third.csv", header + row + row + row);
  expect(await at.importFiles([other, third])).toMatchObject({
    incidentsAdded: 1,
    alreadyKnown: 3,
  });
});

it.each([1, 1_000])(
  "does the same whatever the order and number of the files, %d rows a chunk",
  async (chunkRows) => {
    const one = await at.file(
      "1.csv",
      `${header}A,RES-001,2025-01-05,NOISE\n,RES-002,2025-02-05,ARSON\n`,
    );
    const two = await at.file(
      "2.csv",
      `${header},RES-002,2025-02-05,ARSON\nB,RES-001,2025-03-05,NOISE\n,RES-001,2025-04-05,NOISE\n`,
    );
    const ids = async (...turns: string[][]) => {
      for (const files of turns) await at.importFiles(files, { limits: { chunkRows } });
      const rows = await at.store.query(
        "SELECT id, site_id, day::text, category FROM incident ORDER BY id",
      );
      await at.store.query("TRUNCATE incident, incident_source, incident_personal, import_file");
      return rows;
    };
    const expected = await ids([one, two]);
    expect(expected).toHaveLength(4);
    expect(await ids([two, one])).toEqual(expected);
    expect(await ids([two], [one], [two])).toEqual(expected);
    expect(await ids([one, one, two])).toEqual(expected);
  },
);

it("refuses new rows of a closed month and knows the old ones", async () => {
  const known = `${header}A,RES-001,2025-01-05,NOISE\n`;
  await at.importText(known);
  await closeMonths(at.store, [monthNumber("2025-01")]);
  expect(await at.importText(known)).toMatchObject({ alreadyKnown: 1, incidentsAdded: 0 });
  const error = await refusal(at.importText(`${known}B,RES-001,2025-01-06,NOISE\n`));
  expect(error.badRows).toEqual([
    expect.objectContaining({
      line: 3,
      value: "2025-01-06",
      expected:
        'a day in an open month: 2025-01 is closed; to add to it, run "palier reopen-month 2025-01" first',
    }),
  ]);
});

it("keeps indexes, constraints and duplicates right over a first load in many chunks", async () => {
  const definitions = () =>
    at.store.query(`
      SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'incident%' ORDER BY indexname`);
  const before = await definitions();
  const rows = Array.from(
    { length: 60_000 },
    (_, index) => `R${index % 59_000},RES-001,2025-01-05,NOISE,${"x".repeat(60)}\n`,
  );
  const text = `reference,site,day,category,narrative\n${rows.join("")}`;
  const summary = await at.importText(text);
  expect(summary).toMatchObject({ incidentsAdded: 59_000, alreadyKnown: 1_000 });
  expect(await definitions()).toEqual(before);
  expect(await at.importText(text)).toMatchObject({ incidentsAdded: 0, alreadyKnown: 60_000 });
});

it("tells how far it has come", async () => {
  const files = [
    await at.file("1.csv", header),
    await at.file("2.csv", `${header}A,RES-001,2025-01-05,NOISE\n`),
  ];
  const reports: unknown[] = [];
  await at.importFiles(files, { onProgress: (progress) => reports.push(progress) });
  expect(reports[0]).toMatchObject({ file: files[0], fileNumber: 1, files: 2, bytesRead: 0 });
  const bytes = header.length * 2 + 27;
  expect(reports.at(-1)).toMatchObject({
    fileNumber: 2,
    rowsRead: 1,
    bytesRead: bytes,
    bytesTotal: bytes,
  });
});
