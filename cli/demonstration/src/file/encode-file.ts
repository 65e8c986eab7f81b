import { gzipSync } from "node:zlib";
import type { Dialect, Encoding } from "./dialect.js";

/** Bytes of a file as the landlord's system would export it. */
export function encodeFile(
  rows: readonly (readonly string[])[],
  dialect: Pick<Dialect, "encoding" | "delimiter" | "newline" | "quotes" | "gzip">,
): Buffer {
  const text = rows.map((row) => writeRow(row, dialect) + dialect.newline).join("");
  const bytes = encode(text, dialect.encoding);
  return dialect.gzip ? gzipSync(bytes) : bytes;
}

function writeRow(
  fields: readonly string[],
  { delimiter, quotes }: Pick<Dialect, "delimiter" | "quotes">,
): string {
  return fields
    .map((field) =>
      quotes === "ALL" || field.includes(delimiter) || /["\r\n]/.test(field)
        ? `"${field.replaceAll('"', '""')}"`
        : field,
    )
    .join(delimiter);
}

function encode(text: string, encoding: Encoding): Buffer {
  switch (encoding) {
    case "utf-8":
      return Buffer.from(text, "utf8");
    case "utf-8-bom":
      return Buffer.from(`\uFEFF${text}`, "utf8");
    case "utf-16":
      return Buffer.from(`\uFEFF${text}`, "utf16le");
    case "windows-1252":
      return encodeWindows1252(text);
  }
}

/** Windows-1252 is Latin-1 but for 0x80 to 0x9F, of which the demonstration needs the apostrophe alone. */
function encodeWindows1252(text: string): Buffer {
  const foreign = /[^\n\r\t\u0020-\u007E\u00A0-\u00FF’]/u.exec(text);
  if (foreign) throw new Error(`"${foreign[0]}" cannot be written in Windows-1252`);
  return Buffer.from(text.replaceAll("’", "\u0092"), "latin1");
}
