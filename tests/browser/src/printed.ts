import type { Page } from "playwright-core";

/** A page as it comes out of the printer. */
export interface Printed {
  readonly pdf: Buffer;
  /** Text of each sheet, in the order in which it was drawn. */
  readonly sheets: readonly string[];
  /** The same piece by piece, as they were drawn: between two of them, the text above may have no space. */
  readonly pieces: readonly string[];
  /** Of the first sheet, in millimetres. */
  readonly widthMm: number;
  readonly heightMm: number;
  /** How far from the left edge the text of any sheet begins, and ends. */
  readonly textFromMm: number;
  readonly textToMm: number;
}

/** A point of PDF is 1/72 inch. */
const mmPerPoint = 25.4 / 72;

/** Prints the page as it stands, with its own print styles and paper, and reads it back. */
export async function printed(page: Page): Promise<Printed> {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  return { pdf, ...(await readPdf(pdf)) };
}

async function readPdf(pdf: Buffer): Promise<Omit<Printed, "pdf">> {
  // Loaded only where something is printed: it is large.
  const { getDocument, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: VerbosityLevel.ERRORS });
  const file = await task.promise;
  const sheets: string[] = [];
  const pieces: string[] = [];
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (let number = 1; number <= file.numPages; number += 1) {
    const { items } = await (await file.getPage(number)).getTextContent();
    for (const item of items) {
      if (!("str" in item) || item.str.trim() === "") continue;
      const [, , , , left = 0] = item.transform as readonly number[];
      pieces.push(item.str);
      from = Math.min(from, left);
      // What stands upright is as wide as its letters are high: far less than it is long.
      to = Math.max(to, left + (isUpright(item.transform) ? 0 : item.width));
    }
    sheets.push(items.map((item) => ("str" in item ? textOf(item) : "")).join(""));
  }
  const { width, height } = (await file.getPage(1)).getViewport({ scale: 1 });
  await task.destroy();
  return {
    ...{ sheets, pieces },
    ...{ widthMm: width * mmPerPoint, heightMm: height * mmPerPoint },
    ...{ textFromMm: from * mmPerPoint, textToMm: to * mmPerPoint },
  };
}

function isUpright([along]: readonly number[]): boolean {
  return along === 0;
}

function textOf({ str, hasEOL }: { readonly str: string; readonly hasEOL: boolean }): string {
  return hasEOL ? `${str}\n` : str;
}
