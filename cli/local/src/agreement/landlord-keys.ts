import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { createKeyFile, readKeyFile } from "@palier/landlord-store";
import type { SigningKey } from "@palier/schema";
import type { PlatformFolder } from "../machine/platform-folder.js";

/**
 * The key of each landlord, where one machine plays them all: made on first use, then kept, in a
 * file that its owner alone reads.
 *
 * @throws ConfigurationError when a file holds something else, or others may read it.
 */
export async function openLandlordKeys(
  { landlordKeyFile }: Pick<PlatformFolder, "landlordKeyFile">,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, SigningKey>> {
  const keys = new Map<string, SigningKey>();
  for (const slug of slugs) {
    const file = landlordKeyFile(slug);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    keys.set(slug, existsSync(file) ? await readKeyFile(file) : await createKeyFile(file));
  }
  return keys;
}
