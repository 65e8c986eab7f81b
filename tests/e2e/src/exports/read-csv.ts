/** A file as RFC 4180 has it: every line ends in CR LF, a cell with a delimiter, a quote or a line's end is quoted. */
export function readCsv(text: string, delimiter = ","): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [cell, end] = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, delimiter);
    row.push(cell);
    at = end;
    if (text[at] === delimiter) {
      at += 1;
    } else if (text.startsWith("\r\n", at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else {
      throw new Error(`no delimiter or line's end after ${JSON.stringify(cell)}`);
    }
  }
  if (row.length > 0) throw new Error("the last line does not end");
  return rows;
}

function plainCell(text: string, start: number, delimiter: string): [string, number] {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\r") end += 1;
  const cell = text.slice(start, end);
  if (/["\n]/.test(cell)) throw new Error(`${JSON.stringify(cell)} is not quoted`);
  return [cell, end];
}

function quotedCell(text: string, start: number): [string, number] {
  const match = /"((?:[^"]|"")*)"/y;
  match.lastIndex = start;
  const [whole, inner] = match.exec(text) ?? [];
  if (whole === undefined || inner === undefined) throw new Error("a quoted cell does not end");
  return [inner.replaceAll('""', '"'), start + whole.length];
}

/** The rows of a file by the names in its first line. */
export function recordsOf(text: string, delimiter = ","): Record<string, string>[] {
  const [head = [], ...rows] = readCsv(text, delimiter);
  return rows.map((row) => {
    if (row.length !== head.length)
      throw new Error(`${row.length} cells under ${head.length} names`);
    return Object.fromEntries(head.map((name, index) => [name, row[index] ?? ""]));
  });
}
