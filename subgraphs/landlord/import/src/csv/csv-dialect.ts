/** What separates the values of a row. */
export type Delimiter = "," | ";" | "\t";

export const delimiters: readonly Delimiter[] = [",", ";", "\t"];

/**
 * The delimiter that stands most often in the header, outside quotation marks; else a comma.
 *
 * @param text begins with the header; more may follow.
 */
export function detectDelimiter(text: string): Delimiter {
  const [bare = ""] = text.replaceAll(/"(?:[^"]|"")*(?:"|$)/g, "").split(/[\r\n]/, 1);
  const counts = delimiters.map((delimiter) => bare.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
}

/** The value as a cell of a row: in quotation marks where it needs them. */
export function writeCell(value: string, delimiter: Delimiter): string {
  const isPlain = !(value.includes(delimiter) || /["\r\n]/.test(value));
  return isPlain ? value : `"${value.replaceAll('"', '""')}"`;
}
