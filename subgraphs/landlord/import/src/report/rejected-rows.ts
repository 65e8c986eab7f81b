import { type FileHandle, open, rename, rm } from "node:fs/promises";
import { type Delimiter, writeCell } from "../csv/csv-dialect.js";
import { type RowProblem, shownProblem } from "./bad-row.js";
import { freePath } from "./rejected-path.js";

/** Header of the column that says why; the import does not count it as part of a row. */
export const reasonColumn = "palier_reason";

/** How the rows of a file stand in it. */
export interface RowLayout {
  /** The header as it stood. */
  readonly header: string;
  readonly delimiter: Delimiter;
}

/**
 * The rows that were not imported, as they stood, with the reason in a last column, to be mended
 * and imported again. Rows of files with another header go to a further file.
 *
 * No file is replaced: where one stands already, the next number is added to the name. Written
 * beside its place first, so that what stands there is whole.
 */
export class RejectedRows {
  private readonly parts = new Map<string, { readonly path: string; readonly file: FileHandle }>();
  private isComplete = false;

  constructor(private readonly path: string) {}

  async write(
    layout: RowLayout,
    rows: readonly { readonly raw: string; readonly reason: string }[],
  ): Promise<void> {
    const file = await this.partOf(layout);
    const lines = rows.map(
      ({ raw, reason }) => `${raw}${layout.delimiter}${writeCell(reason, layout.delimiter)}\r\n`,
    );
    await file.appendFile(lines.join(""));
  }

  /** Puts the files in their places, whole and on the disk. @returns their paths. */
  async complete(): Promise<string[]> {
    this.isComplete = true;
    const paths: string[] = [];
    for (const { path, file } of this.parts.values()) {
      await file.sync();
      await file.close();
      await rename(unfinished(path), path);
      paths.push(path);
    }
    return paths;
  }

  /** Removes what was written for an import that did not take place. */
  async discard(): Promise<void> {
    for (const { path, file } of this.parts.values()) {
      if (!this.isComplete) await file.close();
      await rm(this.isComplete ? path : unfinished(path), { force: true });
    }
  }

  private async partOf({ header, delimiter }: RowLayout): Promise<FileHandle> {
    const part = this.parts.get(header);
    if (part !== undefined) return part.file;
    const taken = new Set([...this.parts.values()].map((other) => other.path));
    const path = await freePath(this.path, (candidate) => taken.has(candidate));
    const file = await open(unfinished(path), "w", ownerAlone);
    await file.chmod(ownerAlone);
    this.parts.set(header, { path, file });
    // The mark makes spreadsheets and the next import read UTF-8, whatever the mapping says.
    await file.appendFile(`\ufeff${header}${delimiter}${reasonColumn}\r\n`);
    return file;
  }
}

/** Rejected rows hold names and free text. */
const ownerAlone = 0o600;

function unfinished(path: string): string {
  // Of the process, so that a file of the landlord's own is hardly ever of this name.
  return `${path}.${process.pid}.part`;
}

/** What the last column says of a row. */
export function reasonOf(problems: readonly RowProblem[]): string {
  return problems
    .map((problem) => {
      const { column, value, expected } = shownProblem(problem);
      const place = column === "" ? "" : `${column}: `;
      return `${place}${value === "" ? "" : `"${value}"; `}expected ${expected}`;
    })
    .join(" / ");
}
