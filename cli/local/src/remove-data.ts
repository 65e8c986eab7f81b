import { rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { dataFolderOf } from "./machine/data-folder.js";
import { clusterFolders } from "./postgres/find-cluster.js";

/**
 * Deletes what the platform wrote and nothing else: PALIER_HOME may name a folder that holds more.
 * The folder itself goes when nothing is left in it.
 */
export async function removeData(dataFolder: string): Promise<void> {
  const written = [
    ...clusterFolders(dataFolder),
    join(dataFolder, "postgres.json"),
    ...Object.values(dataFolderOf(dataFolder)),
  ];
  for (const path of written) await rm(path, { recursive: true, force: true });
  try {
    await rmdir(dataFolder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOTEMPTY" && code !== "EEXIST") throw error;
  }
}
