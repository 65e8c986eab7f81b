import { stringify } from "csv-stringify/sync";
import type { Cell } from "../tables/column.js";

/** How a file is written. */
export interface CsvForm {
  /** As a French spreadsheet opens it: semicolons, a decimal comma, and a mark that says UTF-8. */
  readonly isFrench: boolean;
  /** Of the heads of columns. */
  readonly language: "en" | "fr";
}

export function delimiterOf({ isFrench }: CsvForm): "," | ";" {
  return isFrench ? ";" : ",";
}

/** Stands before the first line of a French file. */
export const byteOrderMark = "\uFEFF";

/**
 * What another spreadsheet, which splits at another delimiter, would take for the beginning of a cell, with a formula
 * in it. Each character is looked at once.
 */
const formulaWithin = /([;,\t\r\n](?:"|[^\S\t\r\n])*)(?=[=+\-@＝＋－＠])/g;

/**
 * Lines of a file. A text that a spreadsheet would take for a formula begins with an apostrophe, as OWASP advises;
 * so does what follows a delimiter in it, be it this file's or not. A number is a number, negative ones too.
 */
export function csvLines(rows: readonly (readonly Cell[])[], form: CsvForm): string {
  return stringify(
    rows.map((row) => [...row]),
    {
      delimiter: delimiterOf(form),
      record_delimiter: "\r\n",
      // By default a line's end inside a cell is quoted only where it is the file's own.
      quote_record_delimiter: true,
      escape_formulas: true,
      cast: {
        // The library knows all other beginnings that OWASP names.
        string: (text) =>
          `${text.startsWith("\n") ? "'" : ""}${text.replace(formulaWithin, "$1'")}`,
        number: (value) => (form.isFrench ? String(value).replace(".", ",") : String(value)),
      },
    },
  );
}
