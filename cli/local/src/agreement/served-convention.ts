import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { createKeyFile, readKeyFile } from "@palier/landlord-store";
import {
  type Convention,
  conventionHash,
  InvalidConventionError,
  type SigningKey,
} from "@palier/schema";
import { readConvention } from "@palier/service";
import { PlatformError } from "../machine/platform-error.js";
import type { PlatformFolder } from "../machine/platform-folder.js";
import { conventionText } from "./convention-text.js";

/** The convention that a local platform serves, and the keys that sign it here. */
export interface ServedConvention {
  readonly convention: Convention;
  readonly file: string;
  /** Where the signatures are collected. */
  readonly signatureFile: string;
  /** By slug; without the landlords whose key in the convention is not one of this machine. */
  readonly keys: ReadonlyMap<string, SigningKey>;
}

/**
 * Writes the convention as it is served here: with a key for each landlord that had none, made on
 * first use. The same convention gives the same text, and hash, at each start.
 *
 * @throws ConfigurationError when a key's file cannot be used.
 * @throws PlatformError when another text of the same version was served here before.
 */
export async function writeServedConvention(
  convention: Convention,
  folder: Pick<
    PlatformFolder,
    "root" | "servedConvention" | "servedSignatures" | "landlordKeyFile"
  >,
): Promise<ServedConvention> {
  const { root, servedConvention: file } = folder;
  await mkdir(root, { recursive: true });
  const slugs = convention.landlords.map(({ slug }) => slug);
  const made = await openLandlordKeys(folder, slugs);
  const landlords = convention.landlords.map((landlord) => ({
    ...landlord,
    key: landlord.key ?? made.get(landlord.slug)?.x,
  }));
  const keyed: Convention = { ...convention, landlords };
  refuseOtherText(keyed, file);
  const comment = 'Written by "palier start"; each start writes it anew.';
  await writeFile(file, conventionText(keyed, comment));
  const own = landlords.filter(({ slug, key }) => made.get(slug)?.x === key);
  const names = new Set(own.map(({ slug }) => slug));
  return {
    convention: keyed,
    file,
    signatureFile: folder.servedSignatures,
    keys: new Map([...made].filter(([slug]) => names.has(slug))),
  };
}

/**
 * The key of each landlord, where one machine plays them all: made on first use, then kept, in a
 * file that its owner alone reads.
 *
 * @throws ConfigurationError when a file holds something else, or others may read it.
 */
async function openLandlordKeys(
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

/** The nodes would refuse to record a second text of one version: said before anything starts. */
function refuseOtherText(convention: Convention, file: string): void {
  const before = servedBefore(file);
  const { reference, version } = convention;
  const isSameVersion = before?.reference === reference && before.version === version;
  if (!isSameVersion || conventionHash(before) === conventionHash(convention)) return;
  throw new PlatformError(
    `Version ${version} of the convention "${reference}" was served here with another text.\n` +
      `Give the new text the version ${version + 1}, or forget all data kept here: npx palier reset`,
  );
}

function servedBefore(file: string): Convention | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return readConvention(file);
  } catch (error) {
    // Of an earlier Palier: the nodes' own record of what they have signed still stands.
    if (error instanceof InvalidConventionError) return undefined;
    throw error;
  }
}
