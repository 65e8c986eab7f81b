/** Why a row cannot be split into cells. */
export interface CsvFault {
  /** Position of the cell, from 0. */
  readonly cell: number;
  /** What stands there. */
  readonly value: string;
  /** What would be right. */
  readonly expected: string;
}

/** One row of a file, header included. */
export interface CsvRow {
  /** Line where the row begins, from 1. */
  readonly line: number;
  /** The row as it stood, without its line end. */
  readonly raw: string;
  readonly fault: CsvFault | null;
  readonly cells: readonly string[];
  /** The cells with NUL characters between them. */
  readonly joined: string;
  readonly cellCount: number;
  /** Whether no cell holds anything. */
  readonly isEmpty: boolean;
  readonly hasNul: boolean;
  /** Characters of the row. */
  readonly length: number;
  /** Value of a cell, from 0; nothing where the row is too short. */
  cell(index: number): string;
  /**
   * The row as it stood from one cell to another, which tells these cells from all others in rows
   * of the same delimiter; null: it does not.
   */
  between(first: number, last: number): string | null;
}

/** A row that cannot be told from the next: a value in quotation marks that nobody closed. */
export class UnreadableRowError extends Error {
  constructor(
    /** Line where the row begins, from 1. */
    readonly line: number,
    /** The beginning of the row. */
    readonly value: string,
    readonly expected: string,
  ) {
    super(`line ${line}: ${expected}`);
    this.name = "UnreadableRowError";
  }
}
