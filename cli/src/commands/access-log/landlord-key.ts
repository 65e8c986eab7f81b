import { existsSync } from "node:fs";
import { resolve } from "node:path";
import {
  accessLogTerms,
  type LandlordStore,
  readKeyFile,
  type SignedTerms,
} from "@palier/landlord-store";
import { isPublicKey } from "@palier/schema";
import { Option } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { dataFolderOf } from "../../context/data-folder.js";

/** `--key` of commands that check what the landlord has signed and sign nothing. */
export function landlordKeyOption(): Option {
  return new Option(
    "--key <file or key>",
    "the landlord's key, whose signed convention says how long the log is kept: its file, or its public part; by default the file in the data folder",
  );
}

/**
 * The public part of the landlord's key, by the option or from the data folder; null without either.
 *
 * @throws ConfigurationError when the file that was named cannot be read.
 */
export async function landlordPublicKey(
  { config }: CommandContext,
  slug: string,
  key: string | undefined,
): Promise<string | null> {
  if (isPublicKey(key)) return key;
  const file = dataFolderOf(config.dataFolder).landlordKeyFile(slug);
  if (key === undefined && !existsSync(file)) return null;
  return (await readKeyFile(key === undefined ? file : resolve(key))).x;
}

/** What the landlord has signed, as far as the key proves it. */
export async function signedTerms(
  store: LandlordStore,
  slug: string,
  publicKey: string | null,
): Promise<SignedTerms> {
  if (publicKey === null) return { dueBefore: null, signers: [] };
  return accessLogTerms(store, { slug, publicKey }, new Date());
}
