import { type CellObject, CFB, utils, type WorkSheet, write } from "@e965/xlsx";

/** A cell as the spreadsheet's own type, or a plain value. */
export type WrittenCell = string | number | boolean | null | CellObject;

/** Sheets as another program writes them. */
export function writtenWorkbook(
  sheets: Readonly<Record<string, readonly (readonly WrittenCell[])[]>>,
  bookType: "xlsx" | "ods" = "xlsx",
  { is1904 = false, merged }: { readonly is1904?: boolean; readonly merged?: string } = {},
): Buffer {
  const book = utils.book_new();
  book.Workbook = { WBProps: { date1904: is1904 } };
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = sheetOf(rows);
    if (merged !== undefined) sheet["!merges"] = [utils.decode_range(merged)];
    utils.book_append_sheet(book, sheet, name);
  }
  return write(book, { type: "buffer", bookType, compression: true });
}

/** The same with some of its parts changed. */
export function changedParts(
  workbook: Buffer,
  change: Readonly<Record<string, string | Buffer>>,
): Buffer {
  const archive = CFB.read(workbook, { type: "buffer" });
  for (const [name, content] of Object.entries(change)) {
    CFB.utils.cfb_del(archive, `/${name}`);
    CFB.utils.cfb_add(archive, `/${name}`, Buffer.from(content));
  }
  return CFB.write(archive, { type: "buffer", fileType: "zip", compression: true }) as Buffer;
}

/** An archive that is no workbook. */
export function archiveOf(parts: Readonly<Record<string, string>>): Buffer {
  const archive = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(parts)) {
    CFB.utils.cfb_add(archive, `/${name}`, Buffer.from(content));
  }
  return CFB.write(archive, { type: "buffer", fileType: "zip" }) as Buffer;
}

function sheetOf(rows: readonly (readonly WrittenCell[])[]): WorkSheet {
  const plain = rows.map((row) =>
    row.map((cell) => (typeof cell === "object" && cell !== null ? null : cell)),
  );
  const sheet = utils.aoa_to_sheet(plain, { sheetStubs: false });
  for (const [r, row] of rows.entries()) {
    for (const [c, cell] of row.entries()) {
      if (typeof cell === "object" && cell !== null) sheet[utils.encode_cell({ r, c })] = cell;
    }
  }
  const columns = Math.max(1, ...rows.map((row) => row.length));
  sheet["!ref"] = utils.encode_range({ r: 0, c: 0 }, { r: rows.length - 1, c: columns - 1 });
  return sheet;
}
