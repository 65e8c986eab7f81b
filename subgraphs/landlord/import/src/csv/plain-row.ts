import type { Delimiter } from "./csv-dialect.js";
import type { CsvRow } from "./csv-row.js";

/**
 * A row without quotation marks and NUL characters: a place in a text, whose cells are cut out
 * when they are asked for. Most columns of a file are not.
 */
export class PlainRow implements CsvRow {
  constructor(
    readonly line: number,
    readonly text: string,
    readonly start: number,
    readonly end: number,
    private readonly ends: CellEnds,
  ) {}

  get raw(): string {
    return this.text.slice(this.start, this.end);
  }

  get fault(): null {
    return null;
  }

  get cells(): readonly string[] {
    return this.raw.split(this.ends.delimiter);
  }

  get joined(): string {
    return this.raw.replace(this.ends.delimiters, "\0");
  }

  get length(): number {
    return this.end - this.start;
  }

  get cellCount(): number {
    return this.ends.of(this).length;
  }

  /** Nothing but delimiters. */
  get isEmpty(): boolean {
    return this.length === this.cellCount - 1;
  }

  get hasNul(): boolean {
    return false;
  }

  cell(index: number): string {
    return this.between(index, index);
  }

  between(first: number, last: number): string {
    const ends = this.ends.of(this);
    const end = ends[last];
    if (end === undefined) return "";
    const start = first === 0 ? this.start : (ends[first - 1] ?? 0) + 1;
    return this.text.slice(start, end);
  }
}

/** Where the cells of a row end in its text; remembered of the last row, since rows come in turn. */
export class CellEnds {
  private row: PlainRow | null = null;
  /** The first delimiter behind that row, or -1: rows that hold none would look far for it. */
  private beyond = -1;
  private readonly ends: number[] = [];

  /** Every delimiter. */
  readonly delimiters: RegExp;

  constructor(readonly delimiter: Delimiter) {
    this.delimiters = new RegExp(delimiter, "g");
  }

  of(row: PlainRow): readonly number[] {
    if (row !== this.row) this.find(row);
    return this.ends;
  }

  private find(row: PlainRow): void {
    const { ends, delimiter } = this;
    const { text, start, end } = row;
    const { row: last, beyond } = this;
    const isOnward = last?.text === text && last.end <= start && (beyond < 0 || start <= beyond);
    let at = isOnward ? beyond : text.indexOf(delimiter, start);
    let cells = 0;
    while (at >= 0 && at < end) {
      ends[cells] = at;
      cells += 1;
      at = text.indexOf(delimiter, at + 1);
    }
    this.row = row;
    this.beyond = at;
    ends[cells] = end;
    ends.length = cells + 1;
  }
}
