import { isNativeError } from "node:util/types";
import { ImportRefusedError } from "@palier/landlord-import";
import { DomainError } from "@palier/schema";
import { CommanderError } from "commander";
import { describeRefusal } from "./commands/describe-refusal.js";
import type { Terminal } from "./console/terminal.js";
import type { Config } from "./context/config.js";
import { InterruptedError } from "./context/interrupted-error.js";
import { createProgram } from "./program.js";

const failed = 1;
const misused = 2;
const interrupted = 130;

/**
 * Runs one command line.
 *
 * @param readConfig what it takes from its environment; a ConfigurationError is told as any other.
 * @returns exit code: 0 done, 1 refused or failed, 2 a command line that cannot be understood.
 */
export async function runCommand(
  args: readonly string[],
  terminal: Terminal,
  readConfig: () => Config,
): Promise<number> {
  try {
    await createProgram({ config: readConfig(), terminal }).parseAsync(args, { from: "user" });
    return 0;
  } catch (error) {
    // Commander has printed what is wrong, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : misused;
    if (error instanceof InterruptedError) return interrupted;
    terminal.complain(explain(error));
    return failed;
  }
}

/** Foreseen failures speak for themselves; a bug needs its stack. */
function explain(error: unknown): string {
  if (error instanceof ImportRefusedError) return describeRefusal(error);
  if (error instanceof DomainError) return error.message;
  if (isFileError(error)) return `${error.path}: ${fileErrors[error.code] ?? error.message}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

const fileErrors: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EACCES: "it may not be read by this user",
  EEXIST: "it exists already and is not replaced",
  EISDIR: "it is a folder; a file is needed",
  ENOTDIR: "it is a file; a folder is needed",
};

function isFileError(error: unknown): error is { code: string; path: string; message: string } {
  return isNativeError(error) && "code" in error && "path" in error && "syscall" in error;
}
