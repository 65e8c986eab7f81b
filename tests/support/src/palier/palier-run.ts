import { type ChildProcess, spawn } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { databaseOf } from "./processes.js";

const command = fileURLToPath(new URL("../../../../cli/bin/palier.mjs", import.meta.url));

/** One run of the command in a process group of its own, as a terminal starts it. */
export interface Run {
  readonly pid: number;
  readonly child: ChildProcess;
  /** All it has printed so far. */
  output(): string;
  /** Resolves with the first match in what it prints; rejects when it ends without one. */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** As Ctrl-C: to every process of the group. */
  interrupt(): void;
}

const runs = new Set<Run>();

/** Ends what a failed test left running; call it after each. */
export async function endRuns(): Promise<void> {
  for (const run of runs) {
    run.interrupt();
    await run.ended;
  }
}

/** A new, empty data folder that PostgreSQL's own account may enter too. */
export async function makeHome(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), "palier-e2e-"));
  await chmod(home, 0o755);
  return home;
}

/** Deletes a data folder, after the database that a failed test may have left running in it. */
export async function removeHome(home: string): Promise<void> {
  if (databaseOf(home) !== undefined) await palier(home, ["reset", "--yes"]).ended;
  await rm(home, { recursive: true, force: true });
}

/** Runs `palier` with a data folder, and settings, of its own. */
export function palier(
  home: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Run {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [command, ...args], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...env, ...settings, PALIER_HOME: home },
  });
  let text = "";
  const listeners = new Set<() => void>();
  const take = (chunk: Buffer) => {
    text += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on("data", take);
  child.stderr.on("data", take);
  const ended = new Promise<number | string>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal ?? "unknown"));
  });
  const run: Run = {
    pid: child.pid ?? 0,
    child,
    ended,
    output: () => text,
    interrupt: () => process.kill(-(child.pid ?? 0), "SIGINT"),
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(text);
          if (match) resolve(match);
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`palier ended without ${pattern}:\n${text}`)));
      }),
  };
  runs.add(run);
  void ended.then(() => runs.delete(run));
  return run;
}

/** Starts the platform and waits until its graph answers; it waits long for a landlord on a busy machine. */
export async function startPlatform(
  home: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
) {
  const run = palier(home, ["start", "--port", "0", ...args], {
    PALIER_SUBGRAPH_TIMEOUT_MS: "30000",
    ...settings,
  });
  const [, url = ""] = await run.printed(/(http:\/\/127\.0\.0\.1:\d+\/graphql)/);
  return { run, url };
}
