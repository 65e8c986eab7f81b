import { fold } from "@palier/schema";
import type { CsvRow } from "../csv/csv-row.js";
import type { FieldPosition } from "./columns.js";

/** What stands in the cells of a file's rows, where some words stand for nothing. */
export class CellTexts {
  private readonly nothing: ReadonlySet<string>;

  constructor(nothing: readonly string[]) {
    this.nothing = new Set(nothing.map(fold));
  }

  /** null: nothing stands there, or a word for it. */
  said(cell: string): string | null {
    const text = cell.trim();
    if (text === "" || (this.nothing.size > 0 && this.nothing.has(fold(text)))) return null;
    return text;
  }

  /**
   * Of several columns the texts together; null where nothing stands.
   *
   * @param between Stands between the texts of several columns.
   */
  at(row: CsvRow, position: FieldPosition | null | undefined, between: string): string | null {
    if (position == null) return null;
    if (position.parts === null) return this.said(row.cell(position.cell));
    const texts = position.parts.map(({ cell }) => this.said(row.cell(cell)) ?? "");
    return texts.some((text) => text !== "") ? texts.join(between) : null;
  }
}
