import type { Page } from "playwright-core";

/** A table of a page, and the file that the page makes of it. */
export interface PageTable {
  readonly caption: string;
  /** Cells as they are heard, without spaces and commas. */
  readonly rows: readonly (readonly string[])[];
  /** Lines before the table, by their label; of one that comes several times, the last. */
  readonly head: Readonly<Record<string, string>>;
  /** Cells of the file, in the same form; null where the page offers none. */
  readonly kept: readonly (readonly string[])[] | null;
}

/**
 * That each table has a file which says what the page says.
 *
 * @param head what the file says besides: for whom it is, and what for.
 */
export function expectFilesLikeTables(
  tables: readonly PageTable[],
  head: Readonly<Record<string, string>>,
): void {
  for (const { caption, rows, head: told, kept } of tables) {
    expect(told).toMatchObject({ ...head, Tableau: caption });
    if (kept === null) throw new Error(`no file of ${caption}`);
    expect(kept.map(({ length }) => length)).toEqual(rows.map(() => kept[0]?.length));
    // What spans several columns or rows is written in each of them.
    const once = kept.map((line, at) => line.filter((cell) => rows[at]?.includes(cell)));
    expect(once.map((line) => [...new Set(line)])).toEqual(rows.map((row) => [...new Set(row)]));
  }
}

/** All tables of the French page, each kept as a file without leaving the page. */
export async function readTables(page: Page): Promise<readonly PageTable[]> {
  const tables = await page.getByRole("main").evaluate(async (main) => {
    const blobs: Blob[] = [];
    const { createObjectURL } = URL;
    const { click } = HTMLAnchorElement.prototype;
    URL.createObjectURL = (blob) => {
      blobs.push(blob as Blob);
      return "blob:kept";
    };
    // The browser is given nothing: what would be is read here.
    HTMLAnchorElement.prototype.click = () => undefined;
    const read = [];
    for (const table of main.querySelectorAll("table")) {
      const button = table
        .closest(".kept-table")
        ?.querySelector<HTMLButtonElement>(".kept-table-button");
      blobs.length = 0;
      button?.click();
      const rows = [...table.rows].map(({ cells }) =>
        [...cells].map((cell) => {
          // A copy of an element is one.
          const copy = cell.cloneNode(true) as Element;
          for (const unheard of copy.querySelectorAll("[aria-hidden=true], .only-screen")) {
            unheard.remove();
          }
          return copy.textContent ?? "";
        }),
      );
      const file = blobs[0] === undefined ? null : await blobs[0].text();
      read.push({ caption: table.caption?.textContent ?? "", rows, file });
    }
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
    return read;
  });
  return tables.map(({ caption, rows, file }) => {
    const lines = file === null ? null : linesOf(file);
    const gap = lines?.findIndex((line) => line.join("") === "") ?? 0;
    return {
      caption,
      rows: rows.map((row) => row.map(bare)),
      head: Object.fromEntries((lines ?? []).slice(0, gap).map(([label, value]) => [label, value])),
      kept: lines?.slice(gap + 1).map((line) => line.map(bare)) ?? null,
    };
  });
}

/** A number as a page writes it and as a file does come to the same. */
function bare(cell: string): string {
  return cell.replaceAll(/[\s,'+]/g, "").replaceAll("\u2212", "-");
}

/** Cells of a French file, RFC 4180 with semicolons. */
function linesOf(file: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, quoted, plain = "", end] of file.matchAll(
    /(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r\n)/g,
  )) {
    line.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ";") continue;
    lines.push(line);
    line = [];
  }
  return lines;
}
