import { isDateFormat } from "./serial-date.js";
import { cellLength } from "./workbook.js";
import { readXml } from "./xml-events.js";

/** Numbers of the styles whose cells hold dates. */
export function dateStyles(xml: string): ReadonlySet<number> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isOfCells = false;
  readXml(xml, {
    open(name, { numFmtId = "0", formatCode = "" }) {
      if (name === "numFmt") codes.set(Number(numFmtId), formatCode);
      if (name === "cellXfs") isOfCells = true;
      if (name === "xf" && isOfCells) formats.push(Number(numFmtId));
    },
    close(name) {
      if (name === "cellXfs") isOfCells = false;
    },
  });
  return new Set(formats.flatMap((id, style) => (isDateFormat(id, codes.get(id)) ? [style] : [])));
}

/** Texts that cells share, by their number; how a text is pronounced is no part of it. */
export function sharedTexts(xml: string): readonly string[] {
  const texts: string[] = [];
  let text = "";
  let isText = false;
  let isPronounced = false;
  readXml(xml, {
    open(name) {
      if (name === "si") text = "";
      if (name === "t") isText = true;
      if (name === "rPh") isPronounced = true;
    },
    text(piece) {
      if (!isText || isPronounced) return;
      cellLength(text.length + piece.length);
      text += piece;
    },
    close(name) {
      if (name === "si") texts.push(unescaped(text));
      if (name === "t") isText = false;
      if (name === "rPh") isPronounced = false;
    },
  });
  return texts;
}

/** Excel writes what XML cannot hold as _x000D_. */
export function unescaped(text: string): string {
  return text.replaceAll(/_x([0-9A-F]{4})_/gi, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
