import { type ChildProcess, spawn } from "node:child_process";

export interface ProgramResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  /** Standard output and standard error, as they came. */
  readonly output: string;
}

/** PostgreSQL refuses to run as root: the account it runs under instead. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

export interface ProgramOptions {
  readonly account?: ServerAccount | undefined;
  readonly env?: Readonly<Record<string, string>>;
  /** A folder that the account can enter; its own may be closed to it. */
  readonly cwd?: string;
}

/**
 * Runs a program to its end in a session of its own, so that a terminal's Ctrl-C does not reach it.
 *
 * @throws Error when it cannot be started at all.
 */
export function runProgram(
  file: string,
  args: readonly string[],
  { account, env = {}, cwd = "/" }: ProgramOptions = {},
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...args], {
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      cwd,
      env: { ...env },
      ...account,
    });
    const output = collectOutput(child);
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, output: output() }));
  });
}

function collectOutput(child: ChildProcess): () => string {
  const chunks: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}
