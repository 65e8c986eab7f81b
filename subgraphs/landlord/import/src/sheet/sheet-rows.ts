import { fold } from "@palier/schema";
import type { CsvRow } from "../csv/csv-row.js";
import { valueRow } from "../csv/value-row.js";
import { someQuoted } from "../value/shown.js";
import { isOds, OdsWorkbook } from "./ods.js";
import { UnusableWorkbookError, type Workbook } from "./workbook.js";
import { isOfficeDocument, XlsxWorkbook } from "./xlsx.js";
import { ZipParts } from "./zip-parts.js";

/** Sheets that a message names. */
const mostNamed = 20;

/**
 * The rows of one sheet of a workbook, from its header on. A cell is what it holds, not what it shows: a date is a
 * day whatever its format, a formula is its value.
 *
 * @param wanted name of the sheet, or its number from 1; null: the only one that holds something.
 * @param headerLine row of the header, from 1; the first one from there on that holds something.
 * @throws UnusableWorkbookError
 */
export async function* sheetRows(
  path: string,
  wanted: string | null,
  headerLine: number,
): AsyncGenerator<readonly CsvRow[]> {
  const parts = await ZipParts.open(path);
  try {
    const workbook = await workbookOf(parts);
    const sheet = await chosen(workbook, wanted);
    let columns: number | null = null;
    for await (const rows of workbook.rows(sheet)) {
      const below = rows.filter(({ line }) => line >= headerLine);
      columns ??= below[0]?.cells.length ?? null;
      if (columns === null) continue;
      const width = columns;
      yield below.map(({ line, cells }) => valueRow(line, filled(cells, width)));
    }
  } finally {
    parts.close();
  }
}

async function workbookOf(parts: ZipParts): Promise<Workbook> {
  if (isOfficeDocument(parts)) return XlsxWorkbook.read(parts);
  if (await isOds(parts)) return OdsWorkbook.read(parts);
  const expected = "a workbook (.xlsx, .ods) or CSV: this is an archive; unpack it";
  throw new UnusableWorkbookError("", expected);
}

async function chosen(workbook: Workbook, wanted: string | null): Promise<number> {
  const { sheets } = workbook;
  const named = sheets.map(({ name }) => fold(name));
  const names = someQuoted(
    sheets.map(({ name }) => name),
    mostNamed,
  );
  if (wanted !== null) {
    const byName = named.indexOf(fold(wanted));
    if (byName >= 0) return byName;
    const number = /^[1-9]\d{0,3}$/.test(wanted) ? Number(wanted) : 0;
    if (number >= 1 && number <= sheets.length) return number - 1;
    throw new UnusableWorkbookError(wanted, `a sheet of the workbook, which has ${names}`);
  }
  const filledSheets: number[] = [];
  for (const [index, { isHidden }] of sheets.entries()) {
    if (!isHidden && (await holdsSomething(workbook, index))) filledSheets.push(index);
  }
  const [only] = filledSheets;
  if (filledSheets.length === 1 && only !== undefined) return only;
  const expected =
    only === undefined
      ? "a sheet that holds something"
      : `"sheet:" in the mapping to say which one to read; the workbook has ${names}`;
  throw new UnusableWorkbookError("", expected);
}

async function holdsSomething(workbook: Workbook, sheet: number): Promise<boolean> {
  for await (const rows of workbook.rows(sheet)) if (rows.length > 0) return true;
  return false;
}

/** As wide as the header: what is empty at the end of a row is not in the sheet. */
function filled(cells: readonly string[], width: number): readonly string[] {
  if (cells.length >= width) return cells;
  return [...cells, ...Array.from({ length: width - cells.length }, () => "")];
}
