import { mkdir, writeFile } from "node:fs/promises";
import type { Convention, SigningKey } from "@palier/schema";
import { dataFolderOf } from "../data-folder.js";
import { conventionText } from "./convention-text.js";
import { openLandlordKeys } from "./landlord-keys.js";

/** The convention that a local platform serves, and the keys that sign it here. */
export interface ServedConvention {
  readonly convention: Convention;
  readonly file: string;
  /** By slug; without the landlords whose key in the convention is not one of this machine. */
  readonly keys: ReadonlyMap<string, SigningKey>;
}

/**
 * Writes the convention as it is served here: with a key for each landlord that had none, made on
 * first use. The same convention gives the same text, and hash, at each start.
 *
 * @throws ConfigurationError when a key's file cannot be used.
 */
export async function writeServedConvention(
  convention: Convention,
  dataFolder: string,
): Promise<ServedConvention> {
  await mkdir(dataFolder, { recursive: true });
  const { landlordKeys, servedConvention: file } = dataFolderOf(dataFolder);
  const slugs = convention.landlords.map(({ slug }) => slug);
  const made = await openLandlordKeys(landlordKeys, slugs);
  const landlords = convention.landlords.map((landlord) => ({
    ...landlord,
    key: landlord.key ?? made.get(landlord.slug)?.x,
  }));
  const keyed: Convention = { ...convention, landlords };
  const comment = 'Written by "palier start"; each start writes it anew.';
  await writeFile(file, conventionText(keyed, comment));
  const own = landlords.filter(({ slug, key }) => made.get(slug)?.x === key);
  const names = new Set(own.map(({ slug }) => slug));
  return {
    convention: keyed,
    file,
    keys: new Map([...made].filter(([slug]) => names.has(slug))),
  };
}
