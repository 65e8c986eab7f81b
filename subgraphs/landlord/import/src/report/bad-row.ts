import { DomainError } from "@palier/schema";
import { longestSentence, mostListed, shown } from "../value/shown.js";

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

/** The problem as it is shown: neither what stands in the file nor the rest of it without end. */
export function shownProblem({ column, value, expected }: RowProblem): RowProblem {
  return {
    column: shown(column),
    value: shown(value),
    expected: shown(expected, longestSentence),
  };
}

/** What was found wrong, in the order of the files; memory stays the same however much it is. */
export class BadRowList {
  readonly listed: BadRow[] = [];
  /** Rows with at least one problem. */
  rows = 0;
  /** All problems, listed or not. */
  problems = 0;
  private readonly unusable = new Set<string>();

  /** Files that passing over rows cannot mend. */
  get files(): number {
    return this.unusable.size;
  }

  get isEmpty(): boolean {
    return this.problems === 0;
  }

  addRow(file: string, line: number, problems: readonly RowProblem[]): void {
    this.rows += 1;
    for (const problem of problems) this.add(file, line, problem);
  }

  addUnusableFile(file: string, line: number, problems: readonly RowProblem[]): void {
    this.unusable.add(file);
    for (const problem of problems) this.add(file, line, problem);
  }

  private add(file: string, line: number, problem: RowProblem): void {
    this.problems += 1;
    if (this.listed.length >= mostListed) return;
    this.listed.push({ file, line, ...shownProblem(problem) });
  }
}

/** Files that were not imported, with what is wrong in them; the store is as before. */
export class ImportRefusedError extends DomainError {
  readonly code = "IMPORT_REFUSED";
  /** The first hundred problems. */
  readonly badRows: readonly BadRow[];
  /** All problems, of which the first are listed. */
  readonly problemCount: number;
  /** All rows with a problem. */
  readonly badRowCount: number;

  /** @param canSkipBad whether passing over wrong rows would have imported the rest. */
  constructor(
    list: BadRowList,
    readonly canSkipBad: boolean,
  ) {
    super(`Nothing was imported: ${summaryOf(list)}.`);
    this.badRows = list.listed;
    this.problemCount = list.problems;
    this.badRowCount = list.rows;
  }
}

function summaryOf({ files, rows }: BadRowList): string {
  const parts = [
    ...(files > 0 ? [`${files} ${files === 1 ? "file" : "files"} cannot be read`] : []),
    ...(rows > 0 ? [`${rows} ${rows === 1 ? "row is" : "rows are"} wrong`] : []),
  ];
  return parts.join(" and ");
}
