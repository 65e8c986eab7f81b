import type { CsvRow } from "../csv/csv-row.js";
import type { RowProblem } from "./bad-row.js";

/** What keeps a row from being split into the columns of the header; null: nothing. */
export function shapeProblem(row: CsvRow, header: readonly string[]): RowProblem | null {
  const { fault, cellCount } = row;
  if (fault !== null) {
    return { column: header[fault.cell] ?? "", value: fault.value, expected: fault.expected };
  }
  if (cellCount !== header.length) {
    const expected = `${header.length} values as in the header, not ${cellCount}`;
    return { column: "", value: row.raw, expected };
  }
  if (!row.hasNul) return null;
  const expected =
    'text without NUL characters; for UTF-16 write "encoding: utf-16" in the mapping';
  return { column: "", value: row.raw.replaceAll("\0", "␀"), expected };
}
