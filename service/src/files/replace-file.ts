import { open, rename, rm } from "node:fs/promises";
import { isNativeError } from "node:util/types";
import { ConfigurationError } from "@palier/schema";

/**
 * Writes beside a file, then puts it in its place: a reader sees the old or the new one, whole.
 *
 * @param make called while nobody else replaces the file; what it throws leaves the file as it is.
 * @throws ConfigurationError when another command is replacing it.
 */
export async function replaceFile(
  path: string,
  mode: number,
  make: () => Promise<string>,
): Promise<void> {
  const draft = `${path}.new`;
  // Exclusive: of two that change it at once, one would lose the other's change.
  const file = await open(draft, "wx", mode).catch((error: unknown) => {
    if (!isNativeError(error) || !("code" in error) || error.code !== "EEXIST") throw error;
    throw new ConfigurationError([
      `${draft} exists: ${path} is being changed by another command. If none runs, delete it`,
    ]);
  });
  try {
    await file.writeFile(await make());
    await file.sync();
    await file.close();
    await rename(draft, path);
  } catch (error) {
    await file.close();
    await rm(draft, { force: true });
    throw error;
  }
}
