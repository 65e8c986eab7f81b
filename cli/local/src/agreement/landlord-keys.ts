import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createKeyFile, readKeyFile } from "@palier/landlord-store";
import type { SigningKey } from "@palier/schema";

/** File of a landlord's private key in the folder of keys. */
export function landlordKeyFile(folder: string, slug: string): string {
  return join(folder, `${slug}.json`);
}

/**
 * The key of each landlord, where one machine plays them all: made on first use, then kept, in a
 * file that its owner alone reads.
 *
 * @throws ConfigurationError when a file holds something else, or others may read it.
 */
export async function openLandlordKeys(
  folder: string,
  slugs: readonly string[],
): Promise<ReadonlyMap<string, SigningKey>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keys = new Map<string, SigningKey>();
  for (const slug of slugs) {
    const file = landlordKeyFile(folder, slug);
    keys.set(slug, existsSync(file) ? await readKeyFile(file) : await createKeyFile(file));
  }
  return keys;
}
