import { writeFile } from "node:fs/promises";
import { isNativeError } from "node:util/types";
import { CommandError } from "./command-error.js";

/** Why a file cannot be written, by the system's code. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "nothing can be written there: it is mounted read-only",
  ENOENT: "there is no such folder",
  ENOTDIR: "what should be its folder is a file",
  EEXIST: "it exists already and is not replaced",
  EISDIR: "a folder has this name",
  ENOSPC: "no room is left there",
};

/**
 * Writes what a command was asked for.
 *
 * @param done what has been done all the same, told with the reason.
 * @throws CommandError saying why it cannot be written, and what to do.
 */
export async function writeOutput(file: string, text: string, done?: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw unwritable(file, error, done);
  }
}

export function unwritable(file: string, error: unknown, done?: string): unknown {
  if (!isNativeError(error) || !("code" in error)) return error;
  const reason = reasons[String(error.code)];
  if (reason === undefined) return error;
  const before = done === undefined ? "" : `${done} `;
  return new CommandError(
    `${before}${file} cannot be written: ${reason}. Name another place and run this again: --output <file>`,
    { cause: error },
  );
}
