import { serialText } from "./serial-date.js";
import {
  cellLength,
  mostRows,
  RowCells,
  type SheetRow,
  UnusableWorkbookError,
} from "./workbook.js";
import { unescaped } from "./xlsx-styles.js";
import { XmlEvents, type XmlReader } from "./xml-events.js";

/** What the cells of a sheet refer to. */
export interface XlsxContext {
  readonly texts: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly is1904: boolean;
}

/** Reads the rows of a sheet that arrives in pieces; only what a piece completes is held. */
export async function* xlsxRows(
  pieces: AsyncIterable<string>,
  context: XlsxContext,
): AsyncGenerator<readonly SheetRow[]> {
  const reader = new XlsxSheetReader(context);
  const events = new XmlEvents(reader);
  for await (const piece of pieces) {
    events.write(piece);
    if (reader.rows.length > 0) yield reader.take();
  }
  events.end();
}

class XlsxSheetReader implements XmlReader {
  rows: SheetRow[] = [];
  private line = 0;
  private cells = new RowCells();
  private column = -1;
  private type = "";
  private style = -1;
  private value: string | null = null;
  private formula: string | null = null;
  private part: "value" | "formula" | null = null;

  constructor(private readonly context: XlsxContext) {}

  take(): readonly SheetRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(name: string, { r, t, s }: Readonly<Record<string, string | undefined>>): void {
    if (name === "row") {
      const line = r === undefined ? this.line + 1 : Number(r);
      if (!(line > this.line && line <= mostRows)) {
        const expected = `rows in their order, of which a sheet has at most ${mostRows}`;
        throw new UnusableWorkbookError(String(r), expected);
      }
      this.line = line;
      this.cells = new RowCells();
      this.column = -1;
    } else if (name === "c") {
      this.column = r === undefined ? this.column + 1 : columnOf(r);
      this.type = t ?? "n";
      this.style = s === undefined ? -1 : Number(s);
      this.value = null;
      this.formula = null;
    } else if (name === "f") {
      this.formula = "";
      this.part = "formula";
    } else if (name === "v" || name === "t") {
      this.value ??= "";
      this.part = "value";
    }
  }

  text(text: string): void {
    if (this.part === null) return;
    cellLength((this[this.part]?.length ?? 0) + text.length);
    this[this.part] += text;
  }

  close(name: string): void {
    if (name === "v" || name === "t" || name === "f") this.part = null;
    else if (name === "c") this.cells.set(this.column, this.cellText());
    else if (name === "row" && this.cells.texts.length > 0) {
      this.rows.push({ line: this.line, cells: this.cells.texts });
    }
  }

  private cellText(): string {
    const { value, formula, type } = this;
    // A formula that was never calculated is told as it stands: it is no value of anything.
    if (value === null) return formula === null ? "" : `=${formula}`;
    const { texts, dateStyles, is1904 } = this.context;
    if (type === "s") {
      const text = texts[Number(value)];
      if (text !== undefined) return text;
      throw new UnusableWorkbookError(value, "a workbook that is whole; save it again");
    }
    if (type === "b") return value === "1" ? "true" : "false";
    if (type !== "n" || value === "") return unescaped(value);
    const number = Number(value);
    if (Number.isNaN(number)) return value;
    return dateStyles.has(this.style) ? serialText(number, is1904) : String(number);
  }
}

/** Of "BC12" the place of BC, from 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const place = letter.charCodeAt(0) - 64;
    if (place < 1 || place > 26) break;
    column = column * 26 + place;
  }
  return column - 1;
}
