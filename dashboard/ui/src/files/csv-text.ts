export type Cell = string | number;

/** As a French spreadsheet opens it: semicolons, a decimal comma, and a mark that says UTF-8; or as all others do. */
export interface CsvForm {
  readonly isFrench: boolean;
}

/** What a spreadsheet takes for the beginning of a formula, in a cell or behind what it may split a text at. */
const formula = /(^|[;,\t\r\n](?:"|[^\S\t\r\n])*)(?=[=+\-@\t\r\n＝＋－＠])/g;

/**
 * A file by RFC 4180. A text that a spreadsheet would compute gets an apostrophe before it, as OWASP advises and as the
 * gateway's files have it; numbers stay numbers, those below zero too.
 */
export function csvText(rows: readonly (readonly Cell[])[], { isFrench }: CsvForm): string {
  const delimiter = isFrench ? ";" : ",";
  const written = (cell: Cell) => {
    if (typeof cell === "number") return isFrench ? String(cell).replace(".", ",") : String(cell);
    const text = cell.replace(formula, "$1'");
    return /["\r\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = rows.map((row) => `${row.map(written).join(delimiter)}\r\n`);
  return `${isFrench ? "\uFEFF" : ""}${lines.join("")}`;
}

/**
 * A number as a page writes it, for a spreadsheet: `1 234`, `+3`, `−0,5` are numbers, `12,5 %` a share without the space
 * that no spreadsheet reads. Whatever else it is, a lower bound or a word, stays a text.
 */
export function numberIn(text: string, { isFrench }: CsvForm): Cell {
  const plain = (isFrench ? text.replaceAll(",", ".") : text.replaceAll(",", ""))
    .replaceAll(/(?<=\d)[\u202F\u00A0](?=\d{3})/g, "")
    .replace("\u2212", "-");
  if (/^[+-]?\d+(\.\d+)?$/.test(plain)) return Number(plain);
  const share = text.replace(/[\u202F\u00A0](?=%$)/, "");
  return /^\d+([.,]\d+)?%$/.test(share) ? share : text;
}
