import { DomainError, fold, type MonthNumber } from "@palier/schema";
import type { UnknownWord } from "../value/reading.js";
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
  /** Of a word whose meaning nobody has said: listed once, at its first place, and in so many rows. */
  rows?: number;
}

/** What is wrong with a row whose place is known to the caller. */
export interface RowProblem extends Pick<BadRow, "column" | "value" | "expected"> {
  readonly unknown?: UnknownWord;
  /** Nothing is wrong with it but that this month is closed. */
  readonly closedMonth?: MonthNumber;
}

/** The problem as it is shown: neither what stands in the file nor the rest of it without end. */
export function shownProblem({
  column,
  value,
  expected,
}: RowProblem): Pick<RowProblem, "column" | "value" | "expected"> {
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
  /** Whether a nature of incident is unknown, so that its reader needs the codes. */
  hasUnknownNature = false;
  /** Problems that are listed, a word for each of its rows. */
  told = 0;
  private readonly closed = new Set<MonthNumber>();
  private hasOther = false;
  /** By column and word, without case and accents. */
  private readonly words = new Map<string, BadRow>();
  private readonly unusable = new Set<string>();

  /** Files that passing over rows cannot mend. */
  get files(): number {
    return this.unusable.size;
  }

  get isEmpty(): boolean {
    return this.problems === 0;
  }

  /** With these months open nothing would be wrong; null: there is more. */
  get closedMonths(): readonly MonthNumber[] | null {
    return this.hasOther || this.isEmpty
      ? null
      : [...this.closed].sort((one, other) => one - other);
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
    if (problem.closedMonth === undefined) this.hasOther = true;
    else this.closed.add(problem.closedMonth);
    if (problem.unknown !== undefined) {
      this.addWord(file, line, problem);
      return;
    }
    // Words have a list of their own, so that wrong rows do not hide them.
    if (this.listed.length - this.words.size >= mostListed) return;
    this.told += 1;
    this.listed.push({ file, line, ...shownProblem(problem) });
  }

  private addWord(file: string, line: number, problem: RowProblem): void {
    if (problem.unknown === "nature") this.hasUnknownNature = true;
    const found = shownProblem(problem);
    const key = `${fold(found.column)}\0${fold(found.value)}`;
    const known = this.words.get(key);
    if (known === undefined && this.words.size >= mostListed) return;
    this.told += 1;
    if (known !== undefined) {
      known.rows = (known.rows ?? 1) + 1;
      return;
    }
    const word: BadRow = { file, line, ...found, rows: 1 };
    this.words.set(key, word);
    this.listed.push(word);
  }
}

/** Files that were not imported, with what is wrong in them; the store is as before. */
export class ImportRefusedError extends DomainError {
  readonly code = "IMPORT_REFUSED";
  /** The first hundred problems, and the first hundred words whose meaning nobody has said. */
  readonly badRows: readonly BadRow[];
  /** All problems, of which the first are listed. */
  readonly problemCount: number;
  /** Those that are listed, a word for each of its rows. */
  readonly listedCount: number;
  /** All rows with a problem. */
  readonly badRowCount: number;
  /** With these months open it would have been imported; null: there is more. */
  readonly closedMonths: readonly MonthNumber[] | null;

  /**
   * @param canSkipBad whether passing over wrong rows would have imported the rest.
   * @param codes of the nomenclature with their names, for the words that need one.
   */
  constructor(
    list: BadRowList,
    readonly canSkipBad: boolean,
    readonly codes: readonly string[] = [],
  ) {
    super(`Nothing was imported: ${summaryOf(list)}.`);
    this.badRows = list.listed;
    this.problemCount = list.problems;
    this.listedCount = list.told;
    this.badRowCount = list.rows;
    this.closedMonths = list.closedMonths;
  }
}

function summaryOf({ files, rows }: BadRowList): string {
  const parts = [
    ...(files > 0 ? [`${files} ${files === 1 ? "file" : "files"} cannot be read`] : []),
    ...(rows > 0 ? [`${rows} ${rows === 1 ? "row is" : "rows are"} wrong`] : []),
  ];
  return parts.join(" and ");
}
