import { type Delimiter, writeCell } from "./csv-dialect.js";
import type { CsvFault, CsvRow } from "./csv-row.js";
import { QuotedRow } from "./quoted-row.js";

/** Of rows that were no text: they are written, rejected and kept as French spreadsheets write CSV. */
export const valueDelimiter: Delimiter = ";";

/** A row whose values a sheet or an object told. */
export function valueRow(
  line: number,
  cells: readonly string[],
  fault: CsvFault | null = null,
): CsvRow {
  const raw = cells.map((cell) => writeCell(cell, valueDelimiter)).join(valueDelimiter);
  return new QuotedRow(line, raw, cells, fault);
}
