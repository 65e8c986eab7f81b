import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
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

/** What a process that was killed left behind goes with the next. An account of a container may have no name. */
function folderOf(slug: string): string {
  return join(tmpdir(), `palier-submissions-${process.getuid?.() ?? "own"}-${slug}`);
}

/** Removes what an earlier process of this account left. */
export function clearSubmissionFiles(slug: string): Promise<void> {
  return rm(folderOf(slug), { recursive: true, force: true });
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
  await mkdir(folderOf(slug), { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(folderOf(slug), "rows-"));
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
