import { stat } from "node:fs/promises";
import { extname } from "node:path";
import { DomainError } from "@palier/schema";

/** A wanted place of the rejected rows that would destroy what the import reads. */
export class RejectedPathError extends DomainError {
  readonly code = "IMPORT_REFUSED";
}

/**
 * Refuses a place that is one of the files the import reads, whatever the way it is written:
 * links, relative paths and other spellings of one file count as the file.
 *
 * @param kept the files to import and the mapping; those that are missing are passed over.
 * @throws RejectedPathError
 */
export async function checkRejectedPath(path: string, kept: readonly string[]): Promise<void> {
  const wanted = await lookAt(path);
  if (wanted === null) return;
  if (wanted.isFolder) {
    throw new RejectedPathError(`${path}: it is a folder; name the file for the rejected rows.`);
  }
  for (const file of kept) {
    if ((await lookAt(file))?.identity !== wanted.identity) continue;
    throw new RejectedPathError(
      `${path}: the rejected rows cannot be written there, because this import reads ${file}. Name another file.`,
    );
  }
}

/**
 * The first of `rejected.csv`, `rejected-2.csv`, `rejected-3.csv`… that no file has: earlier
 * rejected rows may have been mended already.
 *
 * @param isTaken whether this import has given the name away.
 */
export async function freePath(path: string, isTaken: (path: string) => boolean): Promise<string> {
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? path : `${stem}-${number}${extension}`;
    if (!isTaken(candidate) && (await lookAt(candidate)) === null) return candidate;
  }
}

async function lookAt(path: string): Promise<{ identity: string; isFolder: boolean } | null> {
  try {
    const found = await stat(path, { bigint: true });
    return { identity: `${found.dev}:${found.ino}`, isFolder: found.isDirectory() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
