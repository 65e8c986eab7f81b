import { nomenclature1 } from "@palier/schema";
import fc from "fast-check";
import { parseMapping } from "./mapping/read-mapping.js";
import { sheetRows } from "./sheet/sheet-rows.js";
import { XmlEvents } from "./sheet/xml-events.js";
import { ZipParts } from "./sheet/zip-parts.js";
import { ImportStore, refusal } from "./testing/import-store.fixture.js";
import {
  archiveOf,
  changedParts,
  type WrittenCell,
  writtenWorkbook,
} from "./testing/written-workbook.js";

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

const titles = ["reference", "site", "day", "category", "time_band", "severity"];

/** A number that a format shows as a date. */
function dated(serial: number, format: string): WrittenCell {
  return { t: "n", v: serial, z: format };
}

const mapping = (text: string) => parseMapping(text, "mapping.yaml", nomenclature1);

async function stored(): Promise<unknown[]> {
  return at.store.query(`
    SELECT site.reference AS site, day::text, category, time_band AS band, severity, line
    FROM incident JOIN site ON site.id = site_id ORDER BY line`);
}

/** 3 October 2026 in 1900's system. */
const october = 46_298;

/** Rows of which each shows its day in another way. */
const shown: readonly (readonly WrittenCell[])[] = [
  titles,
  ["A-1", "RES-001", dated(october, "dd/mm/yyyy"), "NOISE", dated(0.75, "hh:mm"), 2],
  ["A-2", "RES-001", dated(october + 0.9444, "m/d/yy h:mm"), "NOISE", null, null],
  ["A-3", "RES-002", dated(october + 1, "[$-40C]dddd d mmmm yyyy;@"), "NOISE", "soir", 3],
  [4, "RES-002", "05/10/2026", "FLY_TIPPING", null, null],
];

const read = [
  { site: "RES-001", day: "2026-10-03", category: "NOISE", band: "EVENING", severity: 2, line: 2 },
  { site: "RES-001", day: "2026-10-03", category: "NOISE", band: null, severity: null, line: 3 },
  { site: "RES-002", day: "2026-10-04", category: "NOISE", band: "EVENING", severity: 3, line: 4 },
  {
    site: "RES-002",
    day: "2026-10-05",
    category: "FLY_TIPPING",
    band: null,
    severity: null,
    line: 5,
  },
];

/** The same dates as LibreOffice has them: days and times are types of their own. */
const shownByLibreOffice = shown.map((row) =>
  row.map((cell): WrittenCell => {
    if (typeof cell !== "object" || cell?.t !== "n") return cell;
    const serial = Number(cell.v);
    const day = new Date(Math.round((serial - 25_569) * 86_400) * 1_000);
    return serial < 1 ? "18:00" : { t: "d", v: day, z: "dd/mm/yyyy" };
  }),
);

it.each([
  ["xlsx", shown],
  ["ods", shownByLibreOffice],
] as const)("reads what the cells of an %s hold, not what they show", async (form, rows) => {
  const path = await at.file(`2026.${form}`, writtenWorkbook({ Faits: rows }, form));
  expect(await at.importFiles([path])).toMatchObject({ incidentsAdded: 4, rowsRead: 4 });
  expect(await stored()).toEqual(read);
  // The same in a text, and once more: known, whatever the file is.
  const text = `${titles.join(",")}\nA-1,RES-001,03/10/2026,NOISE,soir,2\n4,RES-002,2026-10-05,FLY_TIPPING,,\n`;
  expect(await at.importText(text)).toMatchObject({ incidentsAdded: 0, alreadyKnown: 2 });
  expect(await at.importFiles([path])).toMatchObject({ incidentsAdded: 0, alreadyKnown: 4 });
});

it("counts days from 1904 where the workbook does", async () => {
  const rows = [titles, ["A-1", "RES-001", dated(october - 1_462, "dd/mm/yyyy"), "NOISE"]];
  await at.importFiles([
    await at.file("mac.xlsx", writtenWorkbook({ Faits: rows }, "xlsx", { is1904: true })),
  ]);
  expect(await stored()).toMatchObject([{ day: "2026-10-03" }]);
});

it("takes the time of a day cell for the part of the day", async () => {
  const rows = [
    ["day", "site", "category"],
    [dated(october + 22.5 / 24, "dd/mm/yyyy"), "RES-001", "NOISE"],
  ];
  const path = await at.file("2026.xlsx", writtenWorkbook({ Faits: rows }));
  const columns = "columns: { day: day, timeBand: day, category: category }";
  await at.importFiles([path], { mapping: mapping(columns) });
  expect(await stored()).toMatchObject([{ day: "2026-10-03", band: "NIGHT" }]);
});

describe("of several sheets", () => {
  const other = [["Natures"], ["Tapage"]];
  const book = () => writtenWorkbook({ Listes: other, "Faits 2026": shown, Vide: [[]] });

  it("asks the mapping which one to read, and names them", async () => {
    const error = await refusal(at.importFiles([await at.file("2026.xlsx", book())]));
    expect(error.badRows).toEqual([
      expect.objectContaining({
        line: 0,
        expected: expect.stringContaining('has "Listes", "Faits 2026", "Vide"'),
      }),
    ]);
  });

  it.each(["faits 2026", "2"])("reads the sheet %s of the mapping", async (sheet) => {
    const path = await at.file("2026.xlsx", book());
    const summary = await at.importFiles([path], { mapping: mapping(`sheet: ${sheet}`) });
    expect(summary).toMatchObject({ incidentsAdded: 4 });
  });

  it("names a sheet that is not there", async () => {
    const path = await at.file("2026.xlsx", book());
    const error = await refusal(at.importFiles([path], { mapping: mapping("sheet: Faits 2025") }));
    expect(error.badRows[0]).toMatchObject({ value: "Faits 2025" });
    expect(error.badRows[0]?.expected).toMatch(/^a sheet of the workbook, which has "Listes"/);
  });
});

it("reads below titles, beside empty rows, and passes over totals", async () => {
  const rows: WrittenCell[][] = [
    ["Relevé des faits"],
    [],
    [...titles],
    ...shown.slice(1).map((row) => [...row]),
    [],
    ["Total", "", 4],
  ];
  const path = await at.file("2026.xlsx", writtenWorkbook({ Faits: rows }));
  const text = "headerLine: 2\nskip: [{ column: reference, equals: total }]";
  expect(await at.importFiles([path], { mapping: mapping(text) })).toMatchObject({
    incidentsAdded: 4,
    passedOver: 1,
  });
  expect(await stored()).toMatchObject([{ line: 4 }, { line: 5 }, { line: 6 }, { line: 7 }]);
});

it("names errors of a spreadsheet at their cells, and a formula that was never calculated", async () => {
  const rows: WrittenCell[][] = [
    titles,
    [{ t: "e", v: 0x2a }, "RES-001", october, "NOISE"],
    ["A-2", "RES-001", dated(october, "dd/mm/yyyy"), { t: "e", v: 0x2a }],
    ["A-3", "RES-001", dated(october, "dd/mm/yyyy"), "NOISE", null, null, "trop"],
  ];
  const path = await at.file("2026.xlsx", writtenWorkbook({ Faits: rows }));
  const error = await refusal(at.importFiles([path]));
  expect(error.badRows.map(({ line, column, value }) => [line, column, value])).toEqual([
    [2, "day", "46298"],
    [2, "reference", "#N/A"],
    [3, "category", "#N/A"],
    [4, "", "A-3;RES-001;2026-10-03;NOISE;;;trop"],
  ]);
  const texts = (row: readonly string[]) =>
    row.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join("");
  const written = [titles.slice(0, 4), ["A-1", "RES-001", "2026-10-03"]].map(texts);
  const sheet = `<sheetData><row>${written[0]}</row><row>${written[1]}<c><f>B2&amp;C2</f></c></row></sheetData>`;
  const uncalculated = changedParts(writtenWorkbook({ Faits: rows }), {
    "xl/worksheets/sheet1.xml": `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${sheet}</worksheet>`,
  });
  const formula = await refusal(at.importFiles([await at.file("f.xlsx", uncalculated)]));
  expect(formula.badRows).toMatchObject([{ line: 2, column: "category", value: "=B2&C2" }]);
});

it.each([
  ["xlsx", dated(october, "dd/mm/yyyy")],
  ["ods", "03/10/2026"],
] as const)("takes a merged cell of an %s once, where its value stands", async (form, day) => {
  const rows: WrittenCell[][] = [
    titles,
    ["A-1", "RES-001", day, "NOISE"],
    ["A-2", null, day, "NOISE"],
  ];
  const book = writtenWorkbook({ Faits: rows }, form, { merged: "B2:B3" });
  const path = await at.file(`2026.${form}`, book);
  const error = await refusal(at.importFiles([path]));
  expect(error.badRows).toEqual([
    expect.objectContaining({ line: 3, column: "site", expected: "the site of the incident" }),
  ]);
});

it("writes rejected rows as CSV, which the same mapping reads once they are mended", async () => {
  const rows: WrittenCell[][] = [
    ["Relevé"],
    titles,
    ["A-1", "RES-001", dated(october, "dd/mm/yyyy"), "NOISE"],
    ["A-2", "RES-009", dated(october, "dd/mm/yyyy"), "NOISE"],
  ];
  const path = await at.file("2026.xlsx", writtenWorkbook({ Faits: rows }));
  const options = { mapping: mapping("sheet: Faits\nheaderLine: 2") };
  const summary = await at.importFiles([path], { ...options, skipBad: true });
  expect(summary).toMatchObject({ incidentsAdded: 1, rowsRejected: 1 });
  const [rejected = ""] = summary.rejectedFiles;
  const { readFile } = await import("node:fs/promises");
  const text = await readFile(rejected, "utf8");
  expect(text).toContain("A-2;RES-009;2026-10-03;NOISE;;;");
  const mended = await at.file("mended.csv", text.replace("RES-009", "RES-002"));
  expect(await at.importFiles([mended], options)).toMatchObject({ incidentsAdded: 1 });
});

it("reads back what another program has written, whatever stands in the cells", async () => {
  const odd = fc.constantFrom("\t", "\n", "\r", "\u0001", "\u0085", "  ", "<", "&", "]]>", "_x");
  const text = fc
    .array(fc.oneof(odd, fc.string({ unit: "grapheme", maxLength: 8 })), { maxLength: 4 })
    .map((parts) => parts.join(""));
  // What the other program itself does not write so that it can be read back.
  const lost = { xlsx: /_x[0-9a-f]{4}_/i, ods: /(?![\t\n\u0080-\u009f])\p{Cc}|[\ufffe\uffff]/u };
  const table = (form: "xlsx" | "ods") => {
    const cell = fc.oneof(
      text.filter((value) => !lost[form].test(value)),
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
      fc.boolean(),
    );
    return fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
  };
  const written = fc
    .constantFrom("xlsx" as const, "ods" as const)
    .chain((form) => fc.tuple(fc.constant(form), table(form)));
  await fc.assert(
    fc.asyncProperty(written, async ([form, rows]) => {
      const header = ["a", "b", "c"];
      const path = await at.file(`any.${form}`, writtenWorkbook({ F: [header, ...rows] }, form));
      const found: (readonly string[])[] = [];
      for await (const some of sheetRows(path, null, 1))
        found.push(...some.map(({ cells }) => cells));
      const told = rows.map((row) =>
        row.map((value) => (Object.is(value, -0) ? "0" : String(value))),
      );
      expect(found).toEqual([header, ...told.filter((row) => row.some((value) => value !== ""))]);
    }),
    { numRuns: 60 },
  );
});

it("unpacks no more of a file than its budget, however often its sheets are read", async () => {
  const budget = 100_000;
  const parts = await ZipParts.open(
    await at.file("f.ods", writtenWorkbook({ F: shown }, "ods")),
    budget,
  );
  const readOnce = async () => {
    let characters = 0;
    for await (const piece of parts.sheet("content.xml")) characters += piece.length;
    return characters;
  };
  const size = await readOnce();
  const readAgain = async () => {
    for (let pass = 0; pass < budget / size; pass += 1) await readOnce();
  };
  await expect(readAgain()).rejects.toThrow(/at most 4 GB once unpacked, over all its sheets/);
  parts.close();
});

it.each(["xlsx", "ods"] as const)("reads no %s of more than 200 sheets", async (form) => {
  const sheets = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`F${index}`, [["a"]]]));
  const rowsOf = async (count: number) => {
    const path = await at.file(`f.${form}`, writtenWorkbook(sheets(count), form));
    for await (const rows of sheetRows(path, "F7", 1)) return rows.length;
    return 0;
  };
  expect(await rowsOf(200)).toBe(1);
  await expect(rowsOf(201)).rejects.toThrow(/^a workbook of at most 200 sheets$/);
});

it.each([
  ["a text", (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`],
  [
    "many texts",
    (text: string) => `<c><is>${`<t>${text.slice(0, 1_000)}</t>`.repeat(1_001)}</is></c>`,
  ],
  ["a formula", (text: string) => `<c><f>${text}</f></c>`],
])("reads no cell with %s of more than a million characters", async (_, cell) => {
  const sheetOf = (characters: number) =>
    changedParts(writtenWorkbook({ F: shown }), {
      "xl/worksheets/sheet1.xml": `<worksheet><sheetData><row>${cell("x".repeat(characters))}</row></sheetData></worksheet>`,
    });
  const path = await at.file("f.xlsx", sheetOf(1_000_001));
  await expect(sheetRows(path, null, 1).next()).rejects.toThrow(
    /^cells of at most 1000000 characters$/,
  );
});

it("ends where a text has no end, before the parser holds more than a cell may", () => {
  const events = new XmlEvents({ open: () => {} });
  const piece = "x".repeat(64 * 1024);
  events.write("<c>");
  let pieces = 0;
  const writeAll = () => {
    for (; pieces < 100; pieces += 1) events.write(piece);
  };
  expect(writeAll).toThrow(/^cells of at most 1000000 characters$/);
  expect(pieces).toBe(16);
});

describe("a file that is not what its name says, or that cannot be read", () => {
  const book = () => writtenWorkbook({ Faits: shown });

  it.each<[string, string, () => string | Buffer, RegExp]>([
    ["a workbook called CSV", "2026.csv", book, /a text in columns, as its name says.*a workbook/],
    [
      "CSV called a workbook",
      "2026.xlsx",
      () => titles.join(";"),
      /a workbook, as its name says.*a text in columns/,
    ],
    [
      "JSON called CSV",
      "2026.csv",
      () => '{"day": 1}',
      /a text in columns, as its name says.*JSON/,
    ],
    [
      "an archive of something else",
      "2026.zip",
      () => archiveOf({ "notes.txt": titles.join(";") }),
      /this is an archive; unpack it/,
    ],
    [
      "a workbook with a password",
      "2026.xlsx",
      () => Buffer.from("d0cf11e0a1b11ae1", "hex"),
      /without a password/,
    ],
    ["a page", "2026.xls", () => "<html><table>", /this is a page/],
    [
      "a sheet of LibreOffice that is cut between two rows",
      "2026.ods",
      () => {
        const content =
          '<a><table table:name="F"><table-row><table-cell office:value-type="string">';
        return changedParts(writtenWorkbook({ Faits: shown }, "ods"), {
          "content.xml": `${content}<p>reference</p></table-cell></table-row>`,
        });
      },
      /a workbook that is whole/,
    ],
    ["half a workbook", "2026.xlsx", () => book().subarray(0, 3_000), /a workbook that is whole/],
    [
      "a sheet that is no XML",
      "2026.xlsx",
      () => changedParts(book(), { "xl/worksheets/sheet1.xml": "<a><b></a>" }),
      /a workbook that is whole/,
    ],
    [
      "a sheet that is too wide",
      "2026.xlsx",
      () =>
        changedParts(book(), {
          "xl/worksheets/sheet1.xml":
            '<worksheet><sheetData><row r="1"><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>',
        }),
      /at most 1000 columns/,
    ],
    [
      "texts beyond what is held",
      "2026.xlsx",
      () => changedParts(book(), { "xl/styles.xml": Buffer.alloc(129 * 1024 ** 2, " ") }),
      /at most 128 MB once unpacked; save the sheet as CSV/,
    ],
  ])("names %s", async (_, name, content, expected) => {
    const error = await refusal(at.importFiles([await at.file(name, content())]));
    expect(error.badRows[0]?.expected).toMatch(expected);
    expect(await stored()).toEqual([]);
  });
});
