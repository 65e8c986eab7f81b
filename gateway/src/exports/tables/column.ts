import type { Words } from "@palier/schema";

export type Cell = string | number | null;

export interface ColumnHead {
  /** At the head of the column, in either language; the English one is a feature's property too. */
  readonly head: Words;
  /** As CSV on the Web names them. */
  readonly datatype: "string" | "integer" | "number" | "gYearMonth" | "date";
  readonly about: Words;
}

/** One column of a file. */
export interface Column<Entry> extends ColumnHead {
  readonly cell: (entry: Entry) => Cell;
}

export function column<Entry>(
  [en, fr]: readonly [en: string, fr: string],
  datatype: ColumnHead["datatype"],
  cell: (entry: Entry) => Cell | undefined,
  [enAbout, frAbout]: readonly [en: string, fr: string],
): Column<Entry> {
  return {
    head: { en, fr },
    datatype,
    about: { en: enAbout, fr: frAbout },
    cell: (entry) => cell(entry) ?? null,
  };
}
