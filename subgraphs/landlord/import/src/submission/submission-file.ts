import { lstatSync } from "node:fs";
import { mkdtemp, opendir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An incident as a system submits it: its columns, as a file's header would name them. */
export type SubmittedRow = Readonly<Record<string, string | number | boolean | null>>;

/** Rows written as a file that an import reads. */
export interface SubmissionFile {
  readonly path: string;
  /** Of a line, the number of its incident, from 1; null: the file as a whole. */
  readonly incidentAt: (line: number) => number | null;
  readonly remove: () => Promise<void>;
}

/**
 * The end of it, which nobody guesses, follows: another account makes no folder for us to write in. An account of a
 * container may have no name.
 */
function folderStart(slug: string): string {
  return `palier-submissions-${process.getuid?.() ?? "own"}-${slug}-`;
}

/** Removes what an earlier process of this account left when it was killed; of another account, nothing. */
export async function clearSubmissionFiles(slug: string): Promise<void> {
  const start = folderStart(slug);
  for await (const { name } of await opendir(tmpdir())) {
    // A folder of landlord "a-b" starts as those of landlord "a" do.
    if (!name.startsWith(start) || name.includes("-", start.length)) continue;
    const path = join(tmpdir(), name);
    const owner = lstatSync(path, { throwIfNoEntry: false })?.uid;
    if (process.getuid !== undefined && owner !== process.getuid()) continue;
    await rm(path, { recursive: true, force: true });
  }
}

/** Writes rows where their owner alone reads them, for as long as they are being imported. */
export async function writeSubmissionFile(
  slug: string,
  name: string,
  rows: readonly SubmittedRow[],
): Promise<SubmissionFile> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => textOf(row[column])))].map(
    (cells) => `${cells.map(quoted).join(",")}\n`,
  );
  const starts = startsOf(lines);
  const folder = await mkdtemp(join(tmpdir(), folderStart(slug)));
  const path = join(folder, `${name.replaceAll(/[^A-Za-z0-9._-]+/g, "-").slice(0, 100)}.csv`);
  await writeFile(path, lines.join(""), { mode: 0o600, flag: "wx" });
  return {
    path,
    incidentAt: (line) => {
      const place = starts.findLastIndex((start) => start <= line);
      return line === 0 || place <= 0 ? null : place;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function textOf(value: SubmittedRow[string] | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** The line on which each begins, from 1: a value may hold line breaks. */
function startsOf(lines: readonly string[]): number[] {
  let next = 1;
  return lines.map((line) => {
    const start = next;
    next += line.match(/\r\n|\r|\n/g)?.length ?? 0;
    return start;
  });
}
