import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Delimiter } from "../csv/csv-dialect.js";
import { CsvReader } from "../csv/csv-reader.js";
import { type CsvRow, UnreadableRowError } from "../csv/csv-row.js";
import { valueDelimiter } from "../csv/value-row.js";
import { jsonRows } from "../json/json-rows.js";
import type { RowProblem } from "../report/bad-row.js";
import { type RowLayout, reasonColumn } from "../report/rejected-rows.js";
import { UnusableWorkbookError } from "../sheet/workbook.js";
import type { Encoding } from "./encoding.js";
import { formOf } from "./file-form.js";
import { UnreadableFileError } from "./source-bytes.js";
import { readText } from "./source-text.js";

/** Something that makes the whole file unusable. */
export class UnusableFileError extends Error {
  constructor(
    readonly line: number,
    readonly problems: readonly RowProblem[],
  ) {
    super(problems.map(({ expected }) => expected).join("; "));
    this.name = "UnusableFileError";
  }
}

/** The first row of a file, and how its rows stand. */
export interface FileHeader extends RowLayout {
  readonly cells: readonly string[];
}

/** Some rows of a file, in their order. */
export interface RowPiece {
  readonly header: FileHeader;
  readonly rows: readonly CsvRow[];
}

/** How a file is written; null is told from the file. */
export interface Writing {
  readonly encoding: Encoding | null;
  readonly delimiter: Delimiter | null;
  /** Line of the header, from 1; what stands above is not read. */
  readonly headerLine: number;
  /** Of a workbook, by its name or its number from 1. */
  readonly sheet: string | null;
}

/** Of a file of which nothing is said. */
export const asItIs: Writing = { encoding: null, delimiter: null, headerLine: 1, sheet: null };

/**
 * Reads the rows of a file, in the pieces it comes in: of a text in columns, of a sheet, or of objects.
 *
 * @throws UnusableFileError
 */
export async function* readRows(
  path: string,
  writing: Writing,
  onBytes?: (bytes: number) => void,
  chooseDelimiter?: (text: string) => Delimiter,
): AsyncGenerator<RowPiece> {
  const { encoding, delimiter } = writing;
  let reader: CsvReader | null = null;
  let header: FileHeader | null = null;
  try {
    const form = await formOf(path);
    const headerLine = form === "csv" ? await headerLineOf(path, writing) : writing.headerLine;
    reader = new CsvReader(delimiter, headerLine, chooseDelimiter);
    const batches =
      form === "csv"
        ? rowsOf(reader, belowTitles(readText(path, encoding, onBytes), headerLine))
        : form === "json"
          ? jsonRows(
              () => readText(path, encoding),
              () => readText(path, encoding, onBytes),
            )
          : sheetRows(path, writing, onBytes);
    for await (const rows of batches) {
      const [first, ...others] = header === null ? rows : [];
      if (first !== undefined) {
        header = headerOf(first, form === "csv" ? (reader.usedDelimiter ?? ",") : valueDelimiter);
        yield { header, rows: others };
      } else if (header !== null) {
        yield { header, rows };
      }
    }
  } catch (error) {
    throw unusable(path, error, reader?.nextLine ?? 0);
  }
  if (header === null) {
    throw new UnusableFileError(0, [problem("", "a header and rows: the file is empty")]);
  }
}

/** Rejected rows stand below their own header, whatever stood above that of the file they come from. */
async function headerLineOf(path: string, { encoding, headerLine }: Writing): Promise<number> {
  if (headerLine === 1) return headerLine;
  for await (const piece of readText(path, encoding)) {
    const [first = ""] = piece.split(/[\r\n]/, 1);
    return first.endsWith(reasonColumn) ? 1 : headerLine;
  }
  return headerLine;
}

/** Nothing that reads workbooks is loaded before one is read. */
async function* sheetRows(
  path: string,
  { sheet, headerLine }: Writing,
  onBytes: (bytes: number) => void = () => {},
): AsyncGenerator<readonly CsvRow[]> {
  const reading = await import("../sheet/sheet-rows.js");
  yield* reading.sheetRows(path, sheet, headerLine);
  onBytes((await stat(path)).size);
}

/** The text from a line on, which no quotation mark of a title can hide. */
async function* belowTitles(
  pieces: AsyncIterable<string>,
  firstLine: number,
): AsyncGenerator<string> {
  let left = firstLine - 1;
  let endsInReturn = false;
  for await (const whole of pieces) {
    let piece: string = endsInReturn && whole.startsWith("\n") ? whole.slice(1) : whole;
    endsInReturn = false;
    while (left > 0 && piece !== "") {
      const end = /\r\n|\r|\n/.exec(piece);
      if (end === null) piece = "";
      else {
        left -= 1;
        endsInReturn = end[0] === "\r" && end.index + 1 === piece.length;
        piece = piece.slice(end.index + end[0].length);
      }
    }
    if (left === 0 && piece !== "") yield piece;
  }
}

async function* rowsOf(
  reader: CsvReader,
  pieces: AsyncIterable<string>,
): AsyncGenerator<readonly CsvRow[]> {
  for await (const piece of pieces) yield reader.read(piece);
  yield reader.finish();
}

function headerOf({ cells, raw, fault, line }: CsvRow, delimiter: Delimiter): FileHeader {
  if (fault !== null) throw new UnusableFileError(line, [problem(fault.value, fault.expected)]);
  return { cells, header: raw, delimiter };
}

/** An error of the row or the file, placed; other errors pass as they are. */
function unusable(path: string, error: unknown, line: number): unknown {
  if (error instanceof UnreadableRowError) {
    return new UnusableFileError(error.line, [problem(error.value, error.expected)]);
  }
  if (error instanceof UnusableWorkbookError) {
    return new UnusableFileError(0, [problem(error.value, error.expected)]);
  }
  if (error instanceof UnreadableFileError) {
    const read = line > 1 ? line : 0;
    const problems = [problem(basename(path), error.expected)];
    return new UnusableFileError(error.line ?? read, problems);
  }
  return error;
}

function problem(value: string, expected: string): RowProblem {
  return { column: "", value, expected };
}
