import { type LoggedAccess, type PartnerKind, parseLogged } from "@palier/schema";
import { BoundedMap } from "@palier/service";
import { linesOf, type RefusalFile, refusalFiles } from "./refusal-files.js";
import { removalIn } from "./removal.js";

/** How many requests of one month the gateway refused, to which kind of partner and why. */
export interface RefusalCount {
  /** E.g. `2026-11`, in UTC. */
  readonly month: string;
  /** Null where it was not proved who asked. */
  readonly kind: PartnerKind | null;
  /** Codes, e.g. `FORBIDDEN`. */
  readonly reason: string;
  readonly requests: number;
}

/** Reasons told apart in a file; they are codes, a handful. */
const mostCounts = 500;
const filesKept = 100;

/** Counts the entries of a folder, and remembers the files that nobody writes to any more. */
export class RefusalCounts {
  readonly #ofFile = new BoundedMap<string, readonly RefusalCount[]>(filesKept);

  constructor(private readonly folder: string) {}

  /** By month, the latest first; no person and no field. */
  async all(): Promise<RefusalCount[]> {
    const files = await refusalFiles(this.folder);
    const counts = new Map<string, RefusalCount>();
    for (const [index, file] of files.entries()) {
      const isFull = index < files.length - 1;
      const known = isFull ? this.#ofFile.get(file.path) : undefined;
      const found = known ?? (await countsOf(file));
      if (isFull) this.#ofFile.set(file.path, found);
      for (const count of found) add(counts, count);
    }
    return [...counts.values()].sort((one, other) => (one.month < other.month ? 1 : -1));
  }
}

async function countsOf(file: RefusalFile): Promise<readonly RefusalCount[]> {
  const counts = new Map<string, RefusalCount>();
  for await (const { link } of linesOf(file)) {
    if (link === null) continue;
    for (const count of countsIn(parseLogged(link.entry))) add(counts, count);
  }
  return [...counts.values()];
}

function add(counts: Map<string, RefusalCount>, count: RefusalCount): void {
  const key = JSON.stringify([count.month, count.kind, count.reason]);
  const known = counts.get(key);
  if (known === undefined && counts.size >= mostCounts) return;
  counts.set(key, { ...count, requests: count.requests + (known?.requests ?? 0) });
}

/** One, or those that an entry counts by reason. */
function countsIn(logged: LoggedAccess): RefusalCount[] {
  const { at, kind, reason } = logged;
  if (reason === null || removalIn(logged) !== null) return [];
  const month = at.toISOString().slice(0, 7);
  const [, counted] =
    /^\d+ (?:more refused requests|requests without valid proofs) since \S+: (.+)$/.exec(reason) ??
    [];
  if (counted === undefined) return [{ month, kind, reason, requests: 1 }];
  return [...counted.matchAll(/(\d+) × (.+?)(?:, (?=\d+ ×)|$)/g)].map(
    ([, requests, each = ""]) => ({
      month,
      kind,
      reason: each,
      requests: Number(requests),
    }),
  );
}
