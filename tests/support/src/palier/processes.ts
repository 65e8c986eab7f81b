import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A palier that runs. */
type Running = { readonly pid: number };

/** Process numbers of the services below a running palier. */
export function servicesOf(run: Running): number[] {
  return processes().flatMap(({ pid, parent }) => (parent === run.pid ? [pid] : []));
}

/**
 * Process number of a landlord's node below a running palier.
 *
 * @throws Error when there is none.
 */
export function landlordOf(run: Running, slug: string): number {
  const found = servicesOf(run).find((pid) => settingsOf(pid).includes(`PALIER_LANDLORD=${slug}`));
  if (found === undefined) throw new Error(`no process serves the landlord ${slug}`);
  return found;
}

/** The environment of a process of this user. */
function settingsOf(pid: number): readonly string[] {
  return existsSync("/proc/self/environ")
    ? readFileSync(`/proc/${pid}/environ`, "utf8").split("\0")
    : execFileSync("ps", ["-E", "-ww", "-o", "command=", "-p", `${pid}`], {
        encoding: "utf8",
      }).split(" ");
}

/** Process number of the data folder's database; undefined when none runs. */
export function databaseOf(home: string): number | undefined {
  const file = join(home, "postgres", "data", "postmaster.pid");
  return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : undefined;
}

export function isAlive(pid: number): boolean {
  return processes().some((found) => found.pid === pid);
}

/** Waits two minutes at most for something that happens by itself. */
export async function until(isTrue: () => boolean): Promise<void> {
  const deadline = performance.now() + 120_000;
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
