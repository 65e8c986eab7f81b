import { existsSync } from "node:fs";
import { chmod, readFile, rm, stat, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { readKeyFile } from "@palier/landlord-store";
import { HandOverError, type SigningKey } from "@palier/schema";
import { Option } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { CommandError } from "../../context/command-error.js";
import { dataFolderOf } from "../../context/data-folder.js";

/** Both files are a kilobyte or two. */
const largestFileBytes = 16_384;

/** `--key` of acts that are signed. */
export function signingKeyOption(): Option {
  return new Option(
    "--key <file>",
    "the key by which you sign conventions; by default in the data folder",
  );
}

export function readSigningKey(
  { config }: CommandContext,
  slug: string,
  file: string | undefined,
): Promise<SigningKey> {
  return readKeyFile(file ?? dataFolderOf(config.dataFolder).landlordKeyFile(slug));
}

/** @throws HandOverError MALFORMED for a file that can be none of these. */
export async function readHandOverFile(file: string): Promise<string> {
  const path = resolve(file);
  if ((await stat(path)).size > largestFileBytes) throw new HandOverError("MALFORMED");
  return (await readFile(path, "utf8")).trim();
}

/**
 * Where what an act makes goes, looked for before the act is done: one that is made for nobody cannot be
 * sent. A name that is asked for has to be free; of the usual one the next free number is taken.
 *
 * @param endings Of all the files that are written.
 * @throws CommandError when a file stands there that was asked for.
 */
export function freeFile(
  asked: string | undefined,
  usual: { readonly name: string; readonly ending: string },
  endings: readonly string[] = [""],
): string {
  const isTaken = (file: string) => endings.some((ending) => existsSync(resolve(file + ending)));
  if (asked !== undefined) {
    if (!isTaken(asked)) return asked;
    throw new CommandError(
      `Nothing is done. ${asked}: it exists already and is not replaced; give another name with --output.`,
    );
  }
  for (let number = 1; ; number += 1) {
    const file = `${usual.name}${number === 1 ? "" : `-${number}`}${usual.ending}`;
    if (!isTaken(file)) return file;
  }
}

/** A file of its owner alone, whole or not at all; an existing one is never replaced. */
export async function writeOwnFile(file: string, text: string): Promise<void> {
  const path = resolve(file);
  try {
    await writeFile(path, `${text}\n`, { mode: 0o600, flag: "wx" });
    await chmod(path, 0o600);
  } catch (error) {
    const isThere = typeof error === "object" && error !== null && "code" in error;
    if (!isThere || error.code !== "EEXIST") await rm(path, { force: true });
    throw error;
  }
}

/** Letters that a file's name can have everywhere. */
export function inFileName(site: string): string {
  return site.replaceAll(/[^A-Za-z0-9-]+/g, "-").slice(0, 80);
}
