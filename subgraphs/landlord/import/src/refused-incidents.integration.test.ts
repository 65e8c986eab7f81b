import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { BadRow } from "./report/bad-row.js";
import { header, ImportStore, refusal } from "./testing/import-store.fixture.js";

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

it.each<[string, string, Partial<BadRow>]>([
  [
    "an unknown nature",
    "A,RES-001,2025-01-05,NOISY",
    {
      column: "category",
      value: "NOISY",
      expected: 'a nature of incident (did you mean NOISE "Nuisances sonores"?)',
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
  const error = await refusal(at.importText(`${header}${good}\n${row}\n`));
  expect(error.code).toBe("IMPORT_REFUSED");
  expect(error.badRowCount).toBe(1);
  expect(error.badRows).toEqual([
    expect.objectContaining({ file: join(at.folder, "incidents.csv"), line: 3, ...expected }),
  ]);
  expect(await at.incidents()).toEqual([]);
});

it.each<[string, string, Partial<BadRow>]>([
  ["severity", "5", { column: "severity", value: "5", expected: "a whole number from 1 to 4" }],
  [
    "place",
    "loggement",
    {
      column: "place",
      expected:
        'a place (did you mean DWELLING "logement"?), or a word that a mapping gives a meaning under "places"',
    },
  ],
  [
    "severity",
    "Grave",
    {
      column: "severity",
      expected:
        'a whole number from 1 to 4, or a word that a mapping gives a meaning under "severities"',
    },
  ],
  [
    "time_band",
    "inconnu",
    {
      column: "time_band",
      expected: expect.stringMatching(
        /^a part of the day: .*, or a word that a mapping gives a meaning under "timeBands"$/,
      ),
    },
  ],
  [
    "complaint",
    "P".repeat(201),
    { column: "complaint", expected: "at most 200 characters; this has 201" },
  ],
  ["time_band", "25:00", { column: "time_band", expected: "a time of day from 00:00 to 23:59" }],
])("refuses a wrong %s", async (column, value, expected) => {
  const text = `site,day,category,${column}\nRES-001,2025-01-05,NOISE,${value}\n`;
  const error = await refusal(at.importText(text));
  expect(error.badRows).toEqual([expect.objectContaining({ line: 2, ...expected })]);
});

it("lists a hundred problems in the order of the files and counts all", async () => {
  const bad = await at.file("bad.csv", header + "A,RES-009,2025-01-05,NOISE\n".repeat(150));
  const worse = await at.file("worse.csv", `${header}A,,,\n`);
  const error = await refusal(at.importFiles([worse, bad]));
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
  const error = await refusal(at.importText(content, { skipBad: true }));
  expect(error.badRows[0]?.expected).toContain(expected);
  expect(await readdir(at.folder)).toEqual(["incidents.csv"]);
});

it("refuses a file that is missing together with what is wrong in the others", async () => {
  const bad = await at.file("bad.csv", `${header}A,RES-001,never,NOISE\n`);
  const error = await refusal(at.importFiles([join(at.folder, "none.csv"), bad]));
  expect(error.badRows.map(({ line, expected }) => [line, expected.slice(0, 21)])).toEqual([
    [0, "there is no such file"],
    [2, "a day such as 31/12/2"],
  ]);
});

it("refuses a known reference with other values, from before and within one import", async () => {
  await at.importText(`${header}A,RES-001,2025-01-05,NOISE\n`);
  const other = await at.file(
    "other.csv",
    `${header}A,RES-002,2025-01-05,NOISE\nB,RES-001,2025-01-06,ARSON\nB,RES-001,2025-01-07,ARSON\n`,
  );
  const error = await refusal(at.importFiles([other]));
  expect(error.badRows.map(({ line, value, expected }) => [line, value, expected])).toEqual([
    [
      2,
      "A",
      'the same values as before: already imported from incidents.csv line 2 with other values; "palier import --update" takes the file as corrections, "palier incidents correct" or "withdraw" mends one',
    ],
    [4, "B", "the same values as before: already imported from other.csv line 3 with other values"],
  ]);
});

it("counts personal fields among the values that must agree", async () => {
  const text = (narrative: string) =>
    `reference,site,day,category,narrative\nA,RES-001,2025-01-05,NOISE,${narrative}\n`;
  await at.importText(text("first"));
  expect(await at.importText(text("first"))).toMatchObject({ alreadyKnown: 1 });
  expect((await refusal(at.importText(text("second")))).badRowCount).toBe(1);
});

it("loads the rest with skipBad and writes the rejected rows as they stood", async () => {
  const text =
    "reference;site;day;category\n" +
    'A;RES-001;05/01/2025;NOISE\nB;RES-001;"31/02/2025";NOISE\n;RES-001;05/01/2025;Tapage\n';
  const rejectedPath = join(at.folder, "rejected.csv");
  const summary = await at.importText(Buffer.from(text), { skipBad: true, rejectedPath });
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
  expect((await readdir(at.folder)).sort()).toEqual(["incidents.csv", "rejected.csv"]);

  await writeFile(rejectedPath, rejected.replace("31/02", "28/02").replace("Tapage", "NOISE"));
  await at.importFiles([rejectedPath]);
  const whole = text.replace("31/02", "28/02").replace("Tapage", "NOISE");
  expect(await at.importText(whole)).toMatchObject({ alreadyKnown: 3, incidentsAdded: 0 });
});

it("writes the rejected rows of files with different headers to different files", async () => {
  const one = await at.file("one.csv", `${header}A,RES-009,2025-01-05,NOISE\n`);
  const two = await at.file("two.csv", "site,day,category\nRES-009,2025-01-05,NOISE\n");
  const summary = await at.importFiles([one, two], { skipBad: true });
  expect(summary.rejectedFiles).toEqual([
    join(at.folder, "one.csv.rejected.csv"),
    join(at.folder, "one.csv.rejected-2.csv"),
  ]);
});
