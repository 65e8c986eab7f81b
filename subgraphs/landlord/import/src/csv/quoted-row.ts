import type { Delimiter } from "./csv-dialect.js";
import type { CsvFault, CsvRow } from "./csv-row.js";

/** A row read character by character, because it holds quotation marks or NUL characters. */
export class QuotedRow implements CsvRow {
  constructor(
    readonly line: number,
    readonly raw: string,
    readonly cells: readonly string[],
    readonly fault: CsvFault | null,
  ) {}

  get joined(): string {
    return this.cells.join("\0");
  }

  get length(): number {
    return this.raw.length;
  }

  get cellCount(): number {
    return this.cells.length;
  }

  get isEmpty(): boolean {
    return this.cells.every((cell) => cell === "");
  }

  get hasNul(): boolean {
    return this.raw.includes("\0");
  }

  cell(index: number): string {
    return this.cells[index] ?? "";
  }

  /** A value may hold the delimiter, so the text of several says too little. */
  between(): null {
    return null;
  }
}

/** What was read of a text. */
export interface QuotedReading {
  readonly cells: readonly string[];
  readonly fault: CsvFault | null;
  /** Where the row ends in the text, and where the next one begins. */
  readonly end: number;
  readonly next: number;
  /** Lines that the row takes. */
  readonly lines: number;
}

/**
 * Reads the row that begins at `start`. A misplaced quotation mark stands for itself and makes
 * the row faulty.
 *
 * @param isLast nothing follows the text.
 * @returns null when the row goes on beyond the text.
 */
export function readQuotedRow(
  text: string,
  start: number,
  delimiter: Delimiter,
  isLast: boolean,
): QuotedReading | null {
  const cells: string[] = [];
  let fault: CsvFault | null = null;
  let lines = 1;
  let at = start;
  for (;;) {
    const cell = readCell(text, at, delimiter, isLast);
    if (cell === null) return null;
    if (cell.stray !== null) fault ??= strayMark(cells.length, cell.value, cell.stray - start + 1);
    cells.push(cell.value);
    lines += cell.lineEnds;
    at = cell.end;
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    const next = lineEndAt(text, at, isLast);
    return next === null ? null : { cells, fault, end: at, next, lines };
  }
}

interface Cell {
  readonly value: string;
  readonly end: number;
  readonly lineEnds: number;
  /** Where a misplaced quotation mark stands. */
  readonly stray: number | null;
}

function readCell(text: string, start: number, delimiter: Delimiter, isLast: boolean): Cell | null {
  if (text[start] !== '"') {
    const end = endOfPlain(text, start, delimiter);
    const mark = text.slice(start, end).indexOf('"');
    const stray = mark < 0 ? null : start + mark;
    return { value: text.slice(start, end), end, lineEnds: 0, stray };
  }
  const close = closingMark(text, start + 1, isLast);
  if (close === null) return null;
  const end = endOfPlain(text, close + 1, delimiter);
  const inside = text.slice(start + 1, close);
  return {
    value: inside.replaceAll('""', '"') + text.slice(close + 1, end),
    end,
    lineEnds: inside.match(/\r\n|\r|\n/g)?.length ?? 0,
    stray: end === close + 1 ? null : close,
  };
}

/** Position of the mark that closes the value; null when the text ends before it. */
function closingMark(text: string, from: number, isLast: boolean): number | null {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) return null;
    if (text[at + 1] === '"') continue;
    return at + 1 < text.length || isLast ? at : null;
  }
}

function endOfPlain(text: string, from: number, delimiter: Delimiter): number {
  let at = from;
  while (at < text.length) {
    const character = text[at];
    if (character === delimiter || character === "\n" || character === "\r") break;
    at += 1;
  }
  return at;
}

/** Where the next row begins after a line end; null when that cannot be known yet. */
export function lineEndAt(text: string, at: number, isLast: boolean): number | null {
  if (at >= text.length) return isLast ? at : null;
  if (text[at] === "\n") return at + 1;
  if (at + 1 === text.length && !isLast) return null;
  return text[at + 1] === "\n" ? at + 2 : at + 1;
}

function strayMark(cell: number, value: string, character: number): CsvFault {
  return {
    cell,
    value,
    expected: `a value with a quotation mark inside (character ${character} of the row) stands in quotation marks, the mark inside doubled`,
  };
}
