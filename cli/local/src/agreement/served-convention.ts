import { existsSync } from "node:fs";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
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
  /** By slug, the file of the key by which heads of the access log are signed, where the convention names it. */
  readonly logKeyFiles: ReadonlyMap<string, string>;
}

/**
 * Writes the convention as it is served here: with keys for each landlord that had none, made on
 * first use. The same convention gives the same text, and hash, at each start.
 *
 * @param beside folder of the convention as its parties wrote it, whose files of outlines come along.
 * @throws ConfigurationError when a key's file cannot be used.
 * @throws PlatformError when another text of the same version was served here before.
 */
export async function writeServedConvention(
  convention: Convention,
  folder: Pick<
    PlatformFolder,
    "root" | "servedConvention" | "servedSignatures" | "landlordKeyFile" | "logKeyFile"
  >,
  beside?: string,
): Promise<ServedConvention> {
  const { root, servedConvention: file } = folder;
  await mkdir(root, { recursive: true });
  const before = servedBefore(file);
  const served = new Set(before?.landlords.map(({ slug }) => slug));
  const logKeys = new Map<string, string>();
  const made = new Map<string, SigningKey>();
  for (const { slug, key } of convention.landlords) {
    // A node that has a log's key refuses a version that names none, and an earlier one may be held.
    const isNew = key === undefined && !served.has(slug);
    const logKey = await openLogKey(folder, slug, isNew);
    if (logKey !== null) logKeys.set(slug, logKey.x);
    made.set(slug, await openLandlordKey(folder, slug));
  }
  const landlords = convention.landlords.map((landlord) => {
    const { slug, key, logKey = logKeys.get(slug) } = landlord;
    if (key !== undefined) return landlord;
    return { ...landlord, key: made.get(slug)?.x, ...(logKey !== undefined && { logKey }) };
  });
  const keyed: Convention = { ...convention, landlords };
  refuseOtherText(keyed, before);
  const comment = 'Written by "palier start"; each start writes it anew.';
  await writeFile(file, conventionText(keyed, comment));
  if (beside !== undefined) await copyOutlines(keyed, beside, dirname(file));
  const own = landlords.filter(({ slug, key }) => made.get(slug)?.x === key);
  const names = new Set(own.map(({ slug }) => slug));
  return {
    convention: keyed,
    file,
    signatureFile: folder.servedSignatures,
    keys: new Map([...made].filter(([slug]) => names.has(slug))),
    logKeyFiles: new Map(
      landlords.flatMap(({ slug, logKey }) =>
        logKey !== undefined && logKeys.get(slug) === logKey
          ? [[slug, folder.logKeyFile(slug)]]
          : [],
      ),
    ),
  };
}

/**
 * The key of a landlord, where one machine plays them all: made on first use, then kept, in a
 * file that its owner alone reads.
 *
 * @throws ConfigurationError when the file holds something else, or others may read it.
 */
async function openLandlordKey(
  { landlordKeyFile }: Pick<PlatformFolder, "landlordKeyFile">,
  slug: string,
): Promise<SigningKey> {
  const file = landlordKeyFile(slug);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  return existsSync(file) ? readKeyFile(file) : createKeyFile(file);
}

/**
 * Made before the landlord's own key, and never once that is there: the text that it has signed names
 * none, and must stay the same.
 *
 * @throws ConfigurationError as above.
 */
async function openLogKey(
  { landlordKeyFile, logKeyFile }: Pick<PlatformFolder, "landlordKeyFile" | "logKeyFile">,
  slug: string,
  isNew: boolean,
): Promise<SigningKey | null> {
  const file = logKeyFile(slug);
  if (existsSync(file)) return readKeyFile(file);
  if (!isNew || existsSync(landlordKeyFile(slug))) return null;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  return createKeyFile(file);
}

/** Of a file that is not there the gateway tells, which draws the others. */
async function copyOutlines(
  { outlines = [] }: Convention,
  from: string,
  to: string,
): Promise<void> {
  for (const { file } of outlines) {
    if (!existsSync(join(from, file))) continue;
    await mkdir(dirname(join(to, file)), { recursive: true });
    await copyFile(join(from, file), join(to, file));
  }
}

/** The nodes would refuse to record a second text of one version: said before anything starts. */
function refuseOtherText(convention: Convention, before: Convention | undefined): void {
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
