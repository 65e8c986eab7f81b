import { DomainError } from "@palier/schema";

/** One thing wrong in a file, and what would be right. */
export interface BadRow {
  /** The file as the caller named it. */
  readonly file: string;
  /** Line where the row begins, from 1; 0: the file itself. */
  readonly line: number;
  /** Name of the column; empty: the row as a whole. */
  readonly column: string;
  readonly value: string;
  readonly expected: string;
}

/** What is wrong with a row whose place is known to the caller. */
export type RowProblem = Pick<BadRow, "column" | "value" | "expected">;

/** Problems that a list names; the others are only counted. */
const mostListed = 100;

/** Values longer than this are cut in the list. */
const longestValue = 80;

/** What was found wrong, in the order of the files; memory stays the same however much it is. */
export class BadRowList {
  readonly listed: BadRow[] = [];
  /** Rows with at least one problem. */
  rows = 0;
  /** Something is wrong that passing over rows cannot mend. */
  isFatal = false;

  addRow(file: string, line: number, problems: readonly RowProblem[]): void {
    this.rows += 1;
    for (const { column, value, expected } of problems) {
      if (this.listed.length >= mostListed) return;
      const shown = value.length > longestValue ? `${value.slice(0, longestValue - 1)}…` : value;
      this.listed.push({ file, line, column, value: shown, expected });
    }
  }

  addFatal(file: string, line: number, problem: RowProblem): void {
    this.isFatal = true;
    this.addRow(file, line, [problem]);
  }
}

/** Files that were not imported, with what is wrong in them; the store is as before. */
export class ImportRefusedError extends DomainError {
  readonly code = "IMPORT_REFUSED";
  /** The first hundred problems. */
  readonly badRows: readonly BadRow[];
  /** All rows with a problem. */
  readonly badRowCount: number;

  constructor(list: BadRowList) {
    const { rows } = list;
    super(`Nothing was imported: ${rows} ${rows === 1 ? "row is" : "rows are"} wrong.`);
    this.badRows = list.listed;
    this.badRowCount = rows;
  }
}
