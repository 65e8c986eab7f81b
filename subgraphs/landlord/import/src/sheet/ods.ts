import {
  addSheet,
  cellLength,
  mostRows,
  RowCells,
  type SheetName,
  type SheetRow,
  UnusableWorkbookError,
  type Workbook,
} from "./workbook.js";
import { XmlEvents, type XmlReader } from "./xml-events.js";
import type { ZipParts } from "./zip-parts.js";

const contentPart = "content.xml";
const mostSpaces = 1_000;

export async function isOds(parts: ZipParts): Promise<boolean> {
  return (await parts.text("mimetype")).startsWith(
    "application/vnd.oasis.opendocument.spreadsheet",
  );
}

/** A workbook of LibreOffice; all its sheets stand in one part, which is read as it comes. */
export class OdsWorkbook implements Workbook {
  private constructor(
    private readonly parts: ZipParts,
    readonly sheets: readonly SheetName[],
  ) {}

  static async read(parts: ZipParts): Promise<OdsWorkbook> {
    const names: SheetName[] = [];
    const events = new XmlEvents({
      open(name, attributes) {
        if (name !== "table") return;
        addSheet(names, { name: attributes["table:name"] ?? "", isHidden: false });
      },
    });
    for await (const piece of parts.sheet(contentPart)) events.write(piece);
    events.end();
    return new OdsWorkbook(parts, names);
  }

  async *rows(sheet: number): AsyncGenerator<readonly SheetRow[]> {
    const reader = new OdsSheetReader(sheet);
    const events = new XmlEvents(reader);
    for await (const piece of this.parts.sheet(contentPart)) {
      events.write(piece);
      for (const rows of reader.take()) yield rows;
      if (reader.isOver) return;
    }
    events.end();
  }
}

class OdsSheetReader implements XmlReader {
  isOver = false;
  private rows: { readonly row: SheetRow; readonly repeated: number }[] = [];
  private table = -1;
  private line = 0;
  private rowRepeats = 1;
  private cells = new RowCells();
  private column = 0;
  private cell: {
    readonly attributes: Readonly<Record<string, string>>;
    text: string | null;
  } | null = null;
  /** Within a comment of a cell. */
  private notes = 0;
  private paragraphs = 0;

  constructor(private readonly sheet: number) {}

  /** A row that stands for many is told as so many, some at a time. */
  *take(): Generator<readonly SheetRow[]> {
    const { rows } = this;
    this.rows = [];
    for (const { row, repeated } of rows) {
      for (let number = 0; number < repeated; number += 1) {
        yield [{ line: row.line + number, cells: row.cells }];
      }
    }
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === "table") this.table += 1;
    if (this.table !== this.sheet || this.isOver) return;
    if (name === "table-row") {
      this.rowRepeats = Number(attributes["table:number-rows-repeated"] ?? 1);
      this.cells = new RowCells();
      this.column = 0;
    } else if (name === "table-cell" || name === "covered-table-cell") {
      this.cell = { attributes, text: null };
    } else if (name === "annotation") this.notes += 1;
    else if (this.cell !== null && this.notes === 0) this.openText(name, attributes);
  }

  text(text: string): void {
    if (this.cell === null || this.notes > 0 || this.paragraphs === 0) return;
    cellLength((this.cell.text?.length ?? 0) + text.length);
    this.cell.text += text;
  }

  close(name: string): void {
    if (this.table !== this.sheet || this.isOver) return;
    if (name === "table") this.isOver = true;
    else if (name === "annotation") this.notes -= 1;
    else if (name === "p" && this.notes === 0) this.paragraphs = 0;
    else if ((name === "table-cell" || name === "covered-table-cell") && this.cell !== null) {
      this.closeCell(this.cell);
    } else if (name === "table-row") this.closeRow();
  }

  private openText(name: string, attributes: Readonly<Record<string, string>>): void {
    const { cell } = this;
    if (cell === null) return;
    if (name === "p") {
      cell.text = cell.text === null ? "" : `${cell.text}\n`;
      this.paragraphs = 1;
    } else if (name === "s") {
      const spaces = Number(attributes["text:c"] ?? 1);
      cell.text += " ".repeat(Math.min(Math.max(spaces, 0) || 0, mostSpaces));
      cellLength(cell.text?.length ?? 0);
    } else if (name === "tab" || name === "line-break") cell.text += name === "tab" ? "\t" : "\n";
  }

  private closeCell({ attributes, text }: NonNullable<OdsSheetReader["cell"]>): void {
    const value = cellText(attributes, text);
    const repeated = Number(attributes["table:number-columns-repeated"] ?? 1);
    // What is empty is repeated to the edge of the sheet.
    for (let number = 0; number < repeated && value !== ""; number += 1) {
      this.cells.set(this.column + number, value);
    }
    this.column += repeated;
    this.cell = null;
  }

  private closeRow(): void {
    const { texts } = this.cells;
    const line = this.line + 1;
    this.line += this.rowRepeats;
    if (texts.length === 0) return;
    if (!(this.line <= mostRows)) {
      throw new UnusableWorkbookError(String(this.line), `a sheet of at most ${mostRows} rows`);
    }
    this.rows.push({ row: { line, cells: texts }, repeated: this.rowRepeats });
  }
}

function cellText(attributes: Readonly<Record<string, string>>, text: string | null): string {
  const type = attributes["office:value-type"];
  const isError = attributes["calcext:value-type"] === "error";
  if (type === undefined && text === null) {
    const formula = attributes["table:formula"];
    return formula === undefined ? "" : `=${formula}`;
  }
  if (isError || type === "string") return text ?? attributes["office:string-value"] ?? "";
  if (type === "date") return dateOf(attributes["office:date-value"] ?? "");
  if (type === "time") return timeOf(attributes["office:time-value"] ?? "");
  if (type === "boolean") return attributes["office:boolean-value"] ?? "";
  const value = attributes["office:value"];
  return value === undefined ? (text ?? "") : String(Number(value));
}

/** As the cell shows it: no zone belongs to it, and midnight is a day without a time. */
function dateOf(moment: string): string {
  return moment.replace(/(?:\.\d+)?Z?$/, "").replace(/T00:00(?::00)?$/, "");
}

/** Of "PT22H40M00S" the time on a clock. */
function timeOf(duration: string): string {
  const found = /^PT(\d+)H(\d+)M(\d+)/.exec(duration);
  return found === null
    ? duration
    : found
        .slice(1)
        .map((part) => part.padStart(2, "0"))
        .join(":");
}
