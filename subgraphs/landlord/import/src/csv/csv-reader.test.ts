import fc from "fast-check";
import { countCalls } from "../testing/count-calls.js";
import { type Delimiter, delimiters, detectDelimiter, writeCell } from "./csv-dialect.js";
import { CsvReader } from "./csv-reader.js";
import { type CsvRow, UnreadableRowError } from "./csv-row.js";

function rowsOf(text: string, delimiter: Delimiter | null = null, pieceLength = text.length) {
  const reader = new CsvReader(delimiter);
  const rows: CsvRow[] = [];
  for (let at = 0; at < text.length; at += pieceLength) {
    rows.push(...reader.read(text.slice(at, at + pieceLength)));
  }
  return [...rows, ...reader.finish()];
}

const cell = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom("a", '"', ",", ";", "\t", "\n", "\r", " ") }),
);
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }),
  );

it("reads back any table written in any dialect, cut into any pieces, with its lines", () => {
  fc.assert(
    fc.property(
      table,
      fc.constantFrom(...delimiters),
      fc.constantFrom("\n", "\r\n", "\r"),
      fc.boolean(),
      fc.boolean(),
      fc.integer({ min: 1, max: 20 }),
      (cells, delimiter, lineEnd, isEverythingQuoted, endsWithLineEnd, pieceLength) => {
        const written = cells.map((row) =>
          row
            .map((value) =>
              isEverythingQuoted ? `"${value.replaceAll('"', '""')}"` : writeCell(value, delimiter),
            )
            .join(delimiter),
        );
        const text = written.join(lineEnd) + (endsWithLineEnd ? lineEnd : "");
        const rows = rowsOf(text, delimiter, pieceLength);
        expect(rows.map((row) => row.cells)).toEqual(cells);
        expect(rows.map((row) => row.raw)).toEqual(written);
        expect(rows.every((row) => row.fault === null)).toBe(true);
        let line = 1;
        for (const [index, raw] of written.entries()) {
          expect(rows[index]?.line).toBe(line);
          line += 1 + raw.split(/\r\n|\r|\n/).length - 1;
        }
      },
    ),
  );
});

it("tells the same of a row by its cells and all at once, whichever is asked first", () => {
  const line = fc.string({ unit: fc.constantFrom("a", "é", ",", ",", " ", '"', "\0") });
  fc.assert(
    fc.property(fc.array(line), fc.array(fc.nat({ max: 8 })), (lines, asked) => {
      const rows = rowsOf(lines.join("\n").replaceAll('"', '""""'), ",");
      for (const index of asked) {
        for (const row of rows) expect(row.cell(index)).toBe(row.cells[index] ?? "");
      }
      for (const row of rows) {
        expect(row.cellCount).toBe(row.cells.length);
        expect(row.joined).toBe(row.cells.join("\0"));
        expect(row.isEmpty).toBe(row.cells.every((cell) => cell === ""));
        expect(row.hasNul).toBe(row.raw.includes("\0"));
        expect(row.length).toBe(row.raw.length);
        const together = row.cells.slice(1, 3).join(",");
        expect([together, null]).toContain(row.cellCount > 2 ? row.between(1, 2) : null);
      }
    }),
  );
});

it.each<[string, Delimiter]>([
  ["jour;nature,détail;site\n1,2,3,4,5", ";"],
  ['"a,b,c,d";e;f\n', ";"],
  ["a\tb", "\t"],
  ["a,b\n1;2;3;4", ","],
  ['"one\n;;;line",b', ","],
  ["single", ","],
])("tells the delimiter from the header %j", (text, delimiter) => {
  expect(detectDelimiter(text)).toBe(delimiter);
});

it("tells the delimiter of a quoted header that comes in pieces", () => {
  const reader = new CsvReader();
  expect(reader.read('"a";"b,,')).toEqual([]);
  expect(reader.read('\nc"\n1;2\n').map((row) => row.cells)).toEqual([
    ["a", "b,,\nc"],
    ["1", "2"],
  ]);
});

it("passes over empty lines and goes on counting", () => {
  expect(rowsOf("a,b\n\n\r\n1,2\n\n").map((row) => [row.line, row.cells])).toEqual([
    [1, ["a", "b"]],
    [4, ["1", "2"]],
  ]);
});

it("reports a misplaced quotation mark with its cell and reads on", () => {
  const rows = rowsOf('a,b\n1,5" pipe\n"x"y,2\n3,4');
  expect(rows.map((row) => [row.line, row.cells, row.fault?.cell ?? null])).toEqual([
    [1, ["a", "b"], null],
    [2, ["1", '5" pipe'], 1],
    [3, ["xy", "2"], 0],
    [4, ["3", "4"], null],
  ]);
  expect(rows[1]?.fault?.expected).toContain("character 4 of the row");
});

it("refuses a file that ends inside a quoted value, naming the line where the row begins", () => {
  expect(() => rowsOf('a,b\n1,2\n3,"open\nand on\n')).toThrow(
    new UnreadableRowError(3, "", "a quotation mark that closes the value before the file ends"),
  );
});

it("does not gather a whole file into a value that is never closed", () => {
  const reader = new CsvReader();
  reader.read('a,b\n1,"open');
  expect(() => {
    for (let piece = 0; piece < 100; piece += 1) reader.read("x".repeat(100_000));
  }).toThrow("a row of at most 1000000 characters");
});

it("looks no more often for line ends that a file does not have, however many rows it holds", () => {
  const searches = (rows: number) =>
    countCalls("indexOf", () => new CsvReader(",").read("1,2\r".repeat(rows)));
  // Of each row only its own line end is looked for.
  expect(searches(2_000) - searches(1_000)).toBe(1_000);
});

it("looks once for a delimiter that the rows do not have", () => {
  const rows = rowsOf("a;b\n".concat("1\n".repeat(1_000)));
  const count = (some: readonly CsvRow[]) =>
    countCalls("indexOf", () => {
      for (const row of some) expect(row.cellCount).toBe(1);
    });
  expect(count(rows.slice(1))).toBeLessThan(5);
});

it("tells the cells of rows with and without delimiters, asked for in any order", () => {
  const rows = rowsOf("a;b\n1\n2;3\n4\n5\n6;7\n");
  for (const order of [
    rows,
    [...rows].reverse(),
    [2, 0, 5, 1, 3, 4].flatMap((at) => rows[at] ?? []),
  ]) {
    for (const row of order) expect(row.cell(1)).toBe(row.cells[1] ?? "");
  }
});
