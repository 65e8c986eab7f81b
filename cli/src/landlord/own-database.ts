import { randomBytes } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import {
  createLandlordDatabase,
  databaseName,
  ownerUrl,
  prepareRoles,
} from "@palier/landlord-store";
import { readIfPresent } from "@palier/service";
import { CommandError } from "../context/command-error.js";
import { useStore } from "./landlord-store.js";
import type { NodeFolder } from "./node-folder.js";

/** What was done about a landlord's database; MISSING: nothing, since nobody has said where. */
export type DatabaseOutcome = "MADE" | "KEPT" | "MISSING";

/**
 * Has the landlord's database, its tables and its two logins ready, with their addresses in the folder,
 * readable by its owner alone. What is there stays, passwords too.
 *
 * @throws CommandError where an account is there whose password is not.
 */
export async function prepareOwnDatabase(
  folder: NodeFolder,
  slug: string,
  administratorUrl: string | undefined,
): Promise<DatabaseOutcome> {
  const known = await ownerUrlIn(folder);
  if (known === null && administratorUrl === undefined) return "MISSING";
  const url =
    administratorUrl === undefined
      ? (known ?? "")
      : await createDatabase(folder, slug, administratorUrl, known);
  const isServed = (await readIfPresent(folder.federatedUrl)) !== undefined;
  await useStore(url, slug, async (store) => {
    const { federatedUrl, isPasswordNew } = await prepareRoles(store, { keepsPassword: true });
    if (isPasswordNew) return writeSecret(folder.federatedUrl, federatedUrl);
    if (isServed) return;
    throw new CommandError(
      `The login for partners is there, and its password is not in ${folder.federatedUrl}.\nMake another one, and write its address into that file: DATABASE_URL_FILE=${folder.databaseUrl} palier node prepare --landlord ${slug} --new-password`,
    );
  });
  return known === null ? "MADE" : "KEPT";
}

/** Address of the landlord's database as its owner; null while there is none. */
export async function ownerUrlIn(folder: NodeFolder): Promise<string | null> {
  return (await readIfPresent(folder.databaseUrl))?.trim() || null;
}

/** Made by the password that is kept here, also where an earlier run was ended before it made anything. */
async function createDatabase(
  folder: NodeFolder,
  slug: string,
  administratorUrl: string,
  known: string | null,
): Promise<string> {
  const password = known === null ? randomBytes(32).toString("base64url") : new URL(known).password;
  const url = known ?? ownerUrl(administratorUrl, slug, password);
  // Kept before it is set: a password that is lost in between would lock everybody out.
  if (known === null) await writeSecret(folder.databaseUrl, url);
  const isMade = await createLandlordDatabase(administratorUrl, slug, password);
  if (isMade || known !== null) return url;
  await rm(folder.databaseUrl);
  throw new CommandError(
    `The database server has the database "${databaseName(slug)}" already, and its owner's address is in no file here.\nWrite that address into ${folder.databaseUrl}, then run the command again.`,
  );
}

async function writeSecret(path: string, text: string): Promise<void> {
  await writeFile(path, `${text}\n`, { mode: 0o600, flag: "w" });
}
