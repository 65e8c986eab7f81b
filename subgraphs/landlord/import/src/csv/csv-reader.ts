import { type Delimiter, detectDelimiter } from "./csv-dialect.js";
import { type CsvRow, UnreadableRowError } from "./csv-row.js";
import { CellEnds, PlainRow } from "./plain-row.js";
import { lineEndAt, QuotedRow, readQuotedRow } from "./quoted-row.js";

/** A row longer than this is taken for a quotation mark that nobody closed. */
const longestRowCharacters = 1_000_000;

/** A position beyond every text. */
const nowhere = Number.MAX_SAFE_INTEGER;

/**
 * Splits CSV that arrives in pieces into rows. Commas, semicolons or tabs, told from the first
 * row unless given; line ends CRLF, LF or CR; quotation marks doubled inside quoted values, which
 * may hold line ends. Lines without any character are passed over.
 *
 * Rows without quotation marks, nearly all, are found with the engine's own `indexOf`: several
 * million a second where a general parser reads a tenth of a million.
 */
export class CsvReader {
  /** What is left of the last piece: the beginning of a row. */
  private rest = "";
  private line: number;
  private cellEnds: CellEnds | null;

  /**
   * @param delimiter null: chosen from the first row.
   * @param firstLine that the text begins with.
   */
  constructor(
    delimiter: Delimiter | null = null,
    firstLine = 1,
    private readonly choose: (text: string) => Delimiter = detectDelimiter,
  ) {
    this.line = firstLine;
    this.cellEnds = delimiter && new CellEnds(delimiter);
  }

  /** Delimiter in use; null before the first row. */
  get usedDelimiter(): Delimiter | null {
    return this.cellEnds?.delimiter ?? null;
  }

  /** Line that the next row begins at, from 1. */
  get nextLine(): number {
    return this.line;
  }

  /** @returns the rows that are complete with this piece. */
  read(piece: string): CsvRow[] {
    const rows: CsvRow[] = [];
    let start = 0;
    if (this.rest !== "") {
      // Completed on its own, so that the piece need not be copied behind it.
      start = piece.indexOf("\n") + 1;
      if (start > 0) this.split(this.rest + piece.slice(0, start), 0, false, rows);
    }
    if (this.rest === "") this.split(piece, start, false, rows);
    else this.split(this.rest + piece.slice(start), 0, false, rows);
    return rows;
  }

  /** @returns the last row, when the file does not end with a line end. */
  finish(): CsvRow[] {
    const rows: CsvRow[] = [];
    this.split(this.rest, 0, true, rows);
    return rows;
  }

  /** Adds the rows that begin at `from` and are complete; what is left is the rest. */
  private split(text: string, from: number, isLast: boolean, rows: CsvRow[]): void {
    const find = (sought: string) => {
      const at = text.indexOf(sought, start);
      return at < 0 ? nowhere : at;
    };
    let start = from;
    // Each is looked for again only once it is passed: a text may hold none of it.
    let feed = find("\n");
    let mark = find('"');
    let nul = find("\0");
    let carriage = find("\r");
    while (start < text.length) {
      if (feed < start) feed = find("\n");
      if (mark < start) mark = find('"');
      if (nul < start) nul = find("\0");
      if (carriage < start) carriage = find("\r");
      const end = Math.min(feed, carriage, text.length);
      if (mark < end || nul < end) {
        const next = this.quotedRow(text, start, isLast, rows);
        if (next === null) break;
        start = next;
        continue;
      }
      const next = end === feed ? feed + 1 : lineEndAt(text, end, isLast);
      if (next === null) break;
      if (end > start) {
        this.cellEnds ??= new CellEnds(this.choose(text.slice(start, end)));
        rows.push(new PlainRow(this.line, text, start, end, this.cellEnds));
      }
      this.line += 1;
      start = next;
    }
    this.rest = text.slice(start);
    if (this.rest.length > longestRowCharacters) {
      throw this.unreadable(`a row of at most ${longestRowCharacters} characters`);
    }
  }

  private quotedRow(text: string, start: number, isLast: boolean, rows: CsvRow[]): number | null {
    const delimiter =
      this.usedDelimiter ?? this.choose(text.slice(start, start + longestRowCharacters));
    const row = readQuotedRow(text, start, delimiter, isLast);
    if (row === null) {
      if (!isLast) return null;
      this.rest = text.slice(start);
      throw this.unreadable("a quotation mark that closes the value before the file ends");
    }
    this.cellEnds ??= new CellEnds(delimiter);
    const { cells, fault, end } = row;
    rows.push(new QuotedRow(this.line, text.slice(start, end), cells, fault));
    this.line += row.lines;
    return row.next;
  }

  private unreadable(expected: string): UnreadableRowError {
    return new UnreadableRowError(this.line, this.rest.slice(0, 80), expected);
  }
}
