import { writeFile } from "node:fs/promises";
import { parseEnv } from "node:util";
import { createKeyFile, readKeyFile } from "@palier/landlord-store";
import { readIfPresent } from "@palier/service";
import type { NodeFolder } from "./node-folder.js";
import { settingsText } from "./node-settings.js";
import { prepareOwnDatabase } from "./own-database.js";

/** One thing that a node needs, and what became of it. */
export interface Prepared {
  readonly what: string;
  readonly outcome: "made" | "kept" | "differs" | "missing";
  readonly words: string;
}

/** A key in its file, made where there is none. */
export async function keyIn(
  file: string,
): Promise<{ readonly x: string; readonly outcome: "made" | "kept" }> {
  const isThere = (await readIfPresent(file)) !== undefined;
  const { x } = isThere ? await readKeyFile(file) : await createKeyFile(file);
  return { x, outcome: isThere ? "kept" : "made" };
}

/** The settings of the node's service, written where there are none. */
export async function settingsIn(
  { settings: file }: NodeFolder,
  settings: ReadonlyMap<string, string>,
): Promise<Prepared> {
  const what = "settings";
  const there = await readIfPresent(file);
  if (there === undefined) {
    await writeFile(file, settingsText(settings));
    return { what, outcome: "made", words: file };
  }
  const found = parseEnv(there);
  const others = [...settings].filter(([name, value]) => found[name] !== value);
  if (others.length === 0) return { what, outcome: "kept", words: file };
  // An administrator's own changes are not overwritten.
  const lines = others.map(([name, value]) => `${name}=${value}`).join(", ");
  return {
    what,
    outcome: "differs",
    words: `${file} is left as it is; by these answers: ${lines}`,
  };
}

/** The landlord's database and its logins. */
export async function databaseIn(
  folder: NodeFolder,
  slug: string,
  administratorUrl: string | undefined,
): Promise<Prepared> {
  const outcome = await prepareOwnDatabase(folder, slug, administratorUrl);
  if (outcome !== "MISSING") {
    return {
      what: "database",
      outcome: outcome === "MADE" ? "made" : "kept",
      words: `${folder.databaseUrl}, ${folder.federatedUrl}`,
    };
  }
  return {
    what: "database",
    outcome: "missing",
    words: `run this again with PALIER_ADMINISTRATOR_URL, or write the address of a database of yours into ${folder.databaseUrl}`,
  };
}

/** What the node needs for TLS, where it does not serve this machine alone; others make it. */
export async function certificateIn(folder: NodeFolder, endpoint: string): Promise<Prepared[]> {
  const { protocol, hostname } = new URL(endpoint);
  if (protocol === "http:") return [];
  const files = [folder.certificate, folder.certificateKey, folder.callers];
  const found = await Promise.all(files.map((file) => readIfPresent(file)));
  const missing = files.filter((_file, place) => found[place] === undefined);
  if (missing.length === 0) {
    return [{ what: "certificate", outcome: "kept", words: folder.certificate }];
  }
  return [
    {
      what: "certificate",
      outcome: "missing",
      words: `put a certificate for ${hostname}, its key and the authority of the gateway's certificate into ${missing.join(", ")}`,
    },
  ];
}
