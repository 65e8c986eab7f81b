import type { CsvRow } from "../csv/csv-row.js";
import type { RowProblem } from "./bad-row.js";

/** What keeps a row from being split into the columns of the header; null: nothing. */
export function shapeProblem(
  { cells, raw, fault }: CsvRow,
  header: readonly string[],
): RowProblem | null {
  if (fault !== null) {
    return { column: header[fault.cell] ?? "", value: fault.value, expected: fault.expected };
  }
  if (cells.length !== header.length) {
    const expected = `${header.length} values as in the header, not ${cells.length}`;
    return { column: "", value: raw, expected };
  }
  if (!raw.includes("\0")) return null;
  const expected =
    'text without NUL characters; for UTF-16 write "encoding: utf-16" in the mapping';
  return { column: "", value: raw.replaceAll("\0", "␀"), expected };
}
