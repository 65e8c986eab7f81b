/** A row of a sheet that holds something. */
export interface SheetRow {
  /** Number of the row in the sheet, from 1. */
  readonly line: number;
  /** What the cells hold as text, without what is empty at the end. */
  readonly cells: readonly string[];
}

/** A sheet as the workbook lists it. */
export interface SheetName {
  readonly name: string;
  readonly isHidden: boolean;
}

/** A file of sheets. */
export interface Workbook {
  /** In the order of the workbook. */
  readonly sheets: readonly SheetName[];
  /** Rows of the sheet of that number, from 0, as they are read. */
  rows(sheet: number): AsyncGenerator<readonly SheetRow[]>;
}

/** A workbook that is not read, and what would be right. */
export class UnusableWorkbookError extends Error {
  constructor(
    /** What is wrong. */
    readonly value: string,
    readonly expected: string,
    options?: ErrorOptions,
  ) {
    super(expected, options);
    this.name = "UnusableWorkbookError";
  }
}

const mostSheets = 200;

/** @throws UnusableWorkbookError beyond the sheets that a workbook may have: each may have to be looked into. */
export function addSheet<Sheet extends SheetName>(sheets: Sheet[], sheet: Sheet): void {
  if (sheets.length === mostSheets) {
    throw new UnusableWorkbookError("", `a workbook of at most ${mostSheets} sheets`);
  }
  sheets.push(sheet);
}

/** Characters of one cell; spreadsheets themselves hold 32,767. */
export const mostCellCharacters = 1_000_000;

/** @throws UnusableWorkbookError where it is longer than a cell may be. */
export function cellLength(characters: number): void {
  if (characters <= mostCellCharacters) return;
  throw new UnusableWorkbookError("", `cells of at most ${mostCellCharacters} characters`);
}

/** Cells of a row beyond which nothing may stand. */
export const mostColumns = 1_000;

/** Rows of a sheet, as Excel and LibreOffice have them. */
export const mostRows = 1_048_576;

/** Fills the cells of one row; others would have to be told by their place. */
export class RowCells {
  private readonly cells: string[] = [];

  /** @throws UnusableWorkbookError where the sheet is wider than it may be. */
  set(column: number, text: string): void {
    if (text === "") return;
    if (column >= mostColumns) {
      throw new UnusableWorkbookError(text, `a sheet of at most ${mostColumns} columns`);
    }
    while (this.cells.length < column) this.cells.push("");
    this.cells[column] = text;
  }

  get texts(): readonly string[] {
    return this.cells;
  }
}
