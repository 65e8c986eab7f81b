import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { tokenForAccount } from "@palier/gateway";

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

/** Deletes a data folder, after whatever a failed test may have left running in it. */
export async function removeHome(home: string): Promise<void> {
  await palier(home, ["reset", "--yes"]).ended;
  await rm(home, { recursive: true, force: true });
}

/** Runs `palier` with a data folder of its own. */
export function palier(home: string, args: readonly string[]): Run {
  const { DATABASE_URL: _, ...env } = process.env;
  const child = spawn(process.execPath, [command, ...args], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...env, PALIER_HOME: home },
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

/** Starts the platform and waits until its graph answers. */
export async function startPlatform(home: string, args: readonly string[]) {
  const run = palier(home, ["start", "--port", "0", ...args]);
  const [, url = ""] = await run.printed(/(http:\/\/127\.0\.0\.1:\d+\/graphql)/);
  return { run, url };
}

/** Asks a graph that runs as an account of its own issuer. */
export async function askAs(
  account: string,
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly data?: unknown; readonly errors?: unknown }> {
  const token = await tokenForAccount(new URL(url).origin, account);
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as { data?: unknown; errors?: unknown };
}

/** Process numbers of the services below a running palier. */
export function servicesOf(run: Run): number[] {
  return processes().flatMap(({ pid, parent }) => (parent === run.pid ? [pid] : []));
}

/** Process number of the data folder's database; undefined when none runs. */
export function databaseOf(home: string): number | undefined {
  const file = join(home, "postgres", "data", "postmaster.pid");
  return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : undefined;
}

export function isAlive(pid: number): boolean {
  return processes().some((found) => found.pid === pid);
}

/** Waits half a minute at most for something that happens by itself. */
export async function until(isTrue: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!isTrue() && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
}

interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
}

/** Every process of this machine, zombies left out. */
function processes(): ProcessEntry[] {
  if (!existsSync("/proc/self/stat")) return processesByPs();
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = readStat(name);
      // "pid (command) state parent …"; the command may hold anything, parentheses included.
      const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return stat === "" || state === "Z" ? [] : [{ pid: Number(name), parent: Number(parent) }];
    });
}

/** @returns "" when the process ended meanwhile. */
function readStat(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch (error) {
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return "";
    throw error;
  }
}

function processesByPs(): ProcessEntry[] {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,state="], { encoding: "utf8" });
  return table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state]) => !state?.startsWith("Z"))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}
