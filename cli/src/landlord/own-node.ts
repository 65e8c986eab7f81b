import { readFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import { readKeyFile } from "@palier/landlord-store";
import { type PartyEntry, parsePartyFile, type SigningKey } from "@palier/schema";
import type { Environment } from "@palier/service";
import { CommandError } from "../context/command-error.js";
import type { NodeFolder } from "./node-folder.js";
import { ownerUrlIn } from "./own-database.js";

/** A landlord's node as `palier landlord init` has set it up. */
export interface OwnNode {
  readonly folder: NodeFolder;
  readonly slug: string;
  /** As it was sent to the coordinator. */
  readonly entry: PartyEntry;
  readonly key: SigningKey;
  /** Settings of its service. */
  readonly settings: Environment;
  /** Of its database, as its owner. */
  readonly databaseUrl: string;
}

/** @throws CommandError, ConfigurationError or the system's error where something is not there. */
export async function openOwnNode(folder: NodeFolder): Promise<OwnNode> {
  const settings = parseEnv(await readFile(folder.settings, "utf8"));
  const { PALIER_LANDLORD: slug = "" } = settings;
  const databaseUrl = await ownerUrlIn(folder);
  if (databaseUrl === null) {
    throw new CommandError(
      `There is no database yet: ${folder.databaseUrl} is missing. palier landlord init makes it, or says what to do.`,
    );
  }
  const file = folder.party(slug);
  const { landlord: entry } = parsePartyFile(await readFile(file, "utf8"), file);
  return { folder, slug, entry, key: await readKeyFile(folder.signingKey), settings, databaseUrl };
}
