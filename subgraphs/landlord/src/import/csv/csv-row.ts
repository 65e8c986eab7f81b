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
  readonly cells: readonly string[];
  readonly fault: CsvFault | null;
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
