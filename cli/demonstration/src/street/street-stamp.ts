import { createHash } from "node:crypto";
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { readIfPresent } from "@palier/service";
import type { Survey } from "./survey.js";

/** What a data folder remembers of the street files that were read into it. */
export interface StreetStamp {
  readonly fingerprint: string;
  readonly survey: Survey;
  /** False while the records are being loaded. */
  readonly isLoaded: boolean;
}

export async function readStreetStamp(file: string): Promise<StreetStamp | undefined> {
  const text = await readIfPresent(file);
  return text === undefined ? undefined : (JSON.parse(text) as StreetStamp); // Written below.
}

export async function writeStreetStamp(file: string, stamp: StreetStamp): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.part`, JSON.stringify(stamp));
  await rename(`${file}.part`, file);
}

/** The same for the same files, unread: their paths, sizes and times of change. */
export async function fingerprintOf(files: readonly string[]): Promise<string> {
  const digest = createHash("sha256");
  for (const file of files) {
    const { size, mtimeMs } = await stat(file);
    digest.update(`${file}\0${size}\0${mtimeMs}\0`);
  }
  return digest.digest("hex");
}
