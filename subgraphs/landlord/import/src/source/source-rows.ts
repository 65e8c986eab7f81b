import { basename } from "node:path";
import type { Delimiter } from "../csv/csv-dialect.js";
import { CsvReader } from "../csv/csv-reader.js";
import { type CsvRow, UnreadableRowError } from "../csv/csv-row.js";
import type { RowProblem } from "../report/bad-row.js";
import type { RowLayout } from "../report/rejected-rows.js";
import type { Encoding } from "./encoding.js";
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

/** How the text of a file is written; null is told from the file. */
export interface Writing {
  readonly encoding: Encoding | null;
  readonly delimiter: Delimiter | null;
  /** Line of the header, from 1; what stands above is not read. */
  readonly headerLine: number;
}

/** Of a file of which nothing is said. */
export const asItIs: Writing = { encoding: null, delimiter: null, headerLine: 1 };

/**
 * Reads the rows of a file, in the pieces it comes in.
 *
 * @throws UnusableFileError
 */
export async function* readRows(
  path: string,
  { encoding, delimiter, headerLine }: Writing,
  onBytes?: (bytes: number) => void,
  chooseDelimiter?: (text: string) => Delimiter,
): AsyncGenerator<RowPiece> {
  const reader = new CsvReader(delimiter, headerLine, chooseDelimiter);
  let header: FileHeader | null = null;
  try {
    for await (const rows of rowsOf(
      reader,
      belowTitles(readText(path, encoding, onBytes), headerLine),
    )) {
      const [first, ...others] = header === null ? rows : [];
      if (first !== undefined) {
        header = headerOf(first, reader);
        yield { header, rows: others };
      } else if (header !== null) {
        yield { header, rows };
      }
    }
  } catch (error) {
    throw unusable(path, error, reader.nextLine);
  }
  if (header === null) {
    throw new UnusableFileError(0, [problem("", "a header and rows: the file is empty")]);
  }
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
  let isFirst = true;
  for await (const piece of pieces) {
    if (isFirst && isWorkbook(piece)) {
      throw new UnusableFileError(0, [
        problem("", "a CSV file: this is a spreadsheet; open it and save it as CSV"),
      ]);
    }
    isFirst = false;
    yield reader.read(piece);
  }
  yield reader.finish();
}

/** What .xlsx and .ods files, which are zip archives, begin with. */
function isWorkbook(text: string): boolean {
  return text.startsWith("PK\u0003\u0004");
}

function headerOf({ cells, raw, fault, line }: CsvRow, reader: CsvReader): FileHeader {
  if (fault !== null) throw new UnusableFileError(line, [problem(fault.value, fault.expected)]);
  return { cells, header: raw, delimiter: reader.usedDelimiter ?? "," };
}

/** An error of the row or the file, placed; other errors pass as they are. */
function unusable(path: string, error: unknown, line: number): unknown {
  if (error instanceof UnreadableRowError) {
    return new UnusableFileError(error.line, [problem(error.value, error.expected)]);
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
