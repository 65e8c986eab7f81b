import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { uniqueSuffix } from "../machine/unique-suffix.js";

/** What a data folder remembers of its PostgreSQL. */
export interface ClusterSettings {
  readonly password: string;
  /** TCP port on 127.0.0.1; the same from start to start while it is free. */
  readonly port: number;
}

/** Reads them, or makes them; of two processes that make them at once, both read the same. */
export async function clusterSettings(
  dataFolder: string,
  choosePort: () => Promise<number>,
): Promise<ClusterSettings> {
  const file = settingsFile(dataFolder);
  const known = await readSettings(file);
  if (known) return known;
  const made = { password: randomBytes(24).toString("base64url"), port: await choosePort() };
  const draft = await writeDraft(file, made);
  try {
    await link(draft, file);
    return made;
  } catch (error) {
    const theirs = await readSettings(file);
    if (theirs) return theirs;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Replaces them whole. */
export async function saveSettings(dataFolder: string, settings: ClusterSettings): Promise<void> {
  const file = settingsFile(dataFolder);
  await rename(await writeDraft(file, settings), file);
}

function settingsFile(dataFolder: string): string {
  return join(dataFolder, "postgres.json");
}

async function readSettings(file: string): Promise<ClusterSettings | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as ClusterSettings; // Written below, by us alone.
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

async function writeDraft(file: string, settings: ClusterSettings): Promise<string> {
  const draft = `${file}.${uniqueSuffix()}`;
  await writeFile(draft, `${JSON.stringify(settings)}\n`, { mode: 0o600 });
  return draft;
}
