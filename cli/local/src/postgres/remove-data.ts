import { rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { clusterFolders } from "./find-cluster.js";
import { stopDatabase } from "./local-postgres.js";

/**
 * Deletes the database and what else was written, and nothing else: PALIER_HOME may name a folder
 * that holds more. The folder itself goes when nothing is left in it.
 *
 * @throws PlatformError when another palier uses the database.
 */
export async function removeData(dataFolder: string, written: readonly string[]): Promise<void> {
  await stopDatabase(dataFolder);
  const database = [...clusterFolders(dataFolder), join(dataFolder, "postgres.json")];
  for (const path of [...database, ...written]) await rm(path, { recursive: true, force: true });
  try {
    await rmdir(dataFolder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  }
}
