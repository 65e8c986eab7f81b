import { fold } from "@palier/schema";
import type { CsvRow } from "../csv/csv-row.js";
import type { BoundRule, BoundRules } from "./columns.js";
import type { FileRules } from "./mapping.js";

/** Which rows of a file are a matter of its import; the others are passed over. */
export class RowFilter {
  private readonly rules: readonly { readonly rule: BoundRule; readonly isSkipped: boolean }[];
  private readonly header: string | null;

  constructor(
    { only, skip, header }: BoundRules,
    { skipsHeaders }: Pick<FileRules, "skipsHeaders">,
  ) {
    this.rules = [
      ...(only === null ? [] : [{ rule: only, isSkipped: false }]),
      ...skip.map((rule) => ({ rule, isSkipped: true })),
    ].map(({ rule, isSkipped }) => ({ rule: foldedRule(rule), isSkipped }));
    this.header = skipsHeaders ? fold(header.join("\0")) : null;
  }

  isWanted(row: CsvRow): boolean {
    for (const { rule, isSkipped } of this.rules) {
      if (holds(rule, row) === isSkipped) return false;
    }
    // Spreadsheets end with rows of nothing but delimiters.
    if (row.isEmpty) return false;
    return (
      this.header === null || fold(row.cells.map((cell) => cell.trim()).join("\0")) !== this.header
    );
  }
}

function foldedRule(rule: BoundRule): BoundRule {
  const { equals, startsWith } = rule;
  return {
    ...rule,
    equals: equals === null ? null : fold(equals),
    startsWith: startsWith === null ? null : foldedStart(startsWith),
  };
}

/** A space at the end tells "Melun 001" from "Melunais". */
function foldedStart(text: string): string {
  return /\s$/.test(text) ? `${fold(text)} ` : fold(text);
}

function holds({ cell, equals, startsWith }: BoundRule, row: CsvRow): boolean {
  const value = fold(row.cell(cell));
  return startsWith === null ? value === equals : value.startsWith(startsWith);
}
