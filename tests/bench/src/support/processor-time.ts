import { readdirSync, readFileSync } from "node:fs";

/** Milliseconds in a unit of /proc/<pid>/stat, as Linux counts on every machine of today. */
const tickMs = 10;

interface ProcessTimes {
  readonly parent: number;
  readonly ownTicks: number;
  /** Of children that have ended. */
  readonly endedTicks: number;
}

/**
 * Milliseconds of processor time that these processes and all below them have used. Linux alone.
 *
 * @param roots process numbers; of the last one's children that ended the time counts too.
 */
export function processorMs(roots: readonly number[]): number {
  return [...processorMsOf(roots, () => "all").values()].reduce((all, ms) => all + ms, 0);
}

/**
 * The same by what kind of process used them.
 *
 * @param kindOf tells the kind of a process by its number; a process that has ended meanwhile is of any.
 */
export function processorMsOf(
  roots: readonly number[],
  kindOf: (pid: number) => string,
): ReadonlyMap<string, number> {
  const last = roots.at(-1);
  const found = new Map<string, number>();
  for (const [pid, { ownTicks, endedTicks }] of processesBelow(roots)) {
    const kind = kindOf(pid);
    const ticks = ownTicks + (pid === last ? endedTicks : 0);
    found.set(kind, (found.get(kind) ?? 0) + ticks * tickMs);
  }
  return found;
}

/** These processes and all below them that run now. */
export function pidsBelow(roots: readonly number[]): number[] {
  return processesBelow(roots).map(([pid]) => pid);
}

function processesBelow(roots: readonly number[]): [number, ProcessTimes][] {
  const processes = readProcesses();
  const isBelow = (pid: number) => {
    for (let at = pid; at > 1; at = processes.get(at)?.parent ?? 0) {
      if (roots.includes(at)) return true;
    }
    return false;
  };
  return [...processes].filter(([pid]) => isBelow(pid));
}

function readProcesses(): ReadonlyMap<number, ProcessTimes> {
  const processes = new Map<number, ProcessTimes>();
  for (const name of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    const stat = readStat(name);
    if (stat === null) continue;
    // "pid (command) state parent …"; the command may hold anything, parentheses included.
    const fields = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .map(Number);
    const [user = 0, system = 0, endedUser = 0, endedSystem = 0] = fields.slice(11, 15);
    processes.set(Number(name), {
      parent: fields[1] ?? 0,
      ownTicks: user + system,
      endedTicks: endedUser + endedSystem,
    });
  }
  return processes;
}

function readStat(pid: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8");
  } catch {
    // It ended meanwhile.
    return null;
  }
}
