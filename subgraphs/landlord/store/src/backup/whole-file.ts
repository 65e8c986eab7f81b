import { randomBytes } from "node:crypto";
import { access, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Readable } from "node:stream";
import { BackupError } from "./backup.error.js";

/**
 * Writes a file that is whole, and on the disk, or not there; its owner alone can read it. What a killed
 * process leaves beside it ends in `.part` and is of no use.
 *
 * @throws BackupError when a file of this name is there: none is replaced.
 */
export async function writeWholeFile(path: string, read: () => Promise<Readable>): Promise<void> {
  await refusePresent(path);
  const draft = `${path}.${randomBytes(6).toString("hex")}.part`;
  const file = await open(draft, "wx", 0o600);
  try {
    await writeFile(file, await read());
    await file.sync();
    await file.close();
    await refusePresent(path);
    await rename(draft, path);
  } catch (error) {
    await file.close();
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

async function refusePresent(path: string): Promise<void> {
  const isPresent = await access(path).then(
    () => true,
    () => false,
  );
  if (isPresent) throw new BackupError(`${path}: it exists already and is not replaced`);
}

/** The name, too, must outlive a power cut; Windows opens no folders. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
