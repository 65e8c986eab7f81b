import type { Page } from "playwright-core";

/** A page as it comes out of the printer. */
export interface Printed {
  readonly pdf: Buffer;
  /** Text of each sheet, in the order in which it was drawn. */
  readonly sheets: readonly string[];
  /** Of the first sheet, in millimetres. */
  readonly widthMm: number;
  readonly heightMm: number;
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
  for (let number = 1; number <= file.numPages; number += 1) {
    const { items } = await (await file.getPage(number)).getTextContent();
    sheets.push(items.map((item) => ("str" in item ? textOf(item) : "")).join(""));
  }
  const { width, height } = (await file.getPage(1)).getViewport({ scale: 1 });
  await task.destroy();
  return { sheets, widthMm: width * mmPerPoint, heightMm: height * mmPerPoint };
}

function textOf({ str, hasEOL }: { readonly str: string; readonly hasEOL: boolean }): string {
  return hasEOL ? `${str}\n` : str;
}
