import { type LoggedAccess, type PartnerKind, parseLogged } from "@palier/schema";
import { BoundedMap, readCounted } from "@palier/service";
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

/** Reasons told apart in one month of one kind: they are codes, a handful. */
const mostReasons = 50;
const otherReason = "OTHER";
const filesKept = 100;

/** What a file says. */
interface FileCounts {
  readonly counts: readonly RefusalCount[];
  /** The last month of which it says that entries were removed; empty when it says none. */
  readonly removedUntil: string;
}

/** Counts the entries of a folder, and remembers the files that nobody writes to any more. */
export class RefusalCounts {
  readonly #ofFile = new BoundedMap<string, FileCounts>(filesKept);

  constructor(private readonly folder: string) {}

  /**
   * By month, the latest first; no person and no field. Only of months that are over, so that nobody
   * watches refusals as they come, and of which nothing was removed: half a count is a wrong one.
   */
  async ofWholeMonths(now: Date): Promise<RefusalCount[]> {
    const files = await refusalFiles(this.folder);
    const tally = new Tally();
    let removedUntil = "";
    for (const [index, file] of files.entries()) {
      const isFull = index < files.length - 1;
      const known = isFull ? this.#ofFile.get(file.path) : undefined;
      const found = known ?? (await countsOf(file));
      if (isFull) this.#ofFile.set(file.path, found);
      for (const count of found.counts) tally.add(count);
      if (found.removedUntil > removedUntil) removedUntil = found.removedUntil;
    }
    const underWay = monthOf(now);
    return tally
      .counts()
      .filter(({ month }) => month > removedUntil && month < underWay)
      .sort((one, other) => other.month.localeCompare(one.month));
  }
}

async function countsOf(file: RefusalFile): Promise<FileCounts> {
  const tally = new Tally();
  let removedUntil = "";
  for await (const { link } of linesOf(file)) {
    if (link === null) continue;
    const logged = parseLogged(link.entry);
    const removal = removalIn(logged);
    if (removal === null) for (const count of countsIn(logged)) tally.add(count);
    else if (monthOf(removal.ended) > removedUntil) removedUntil = monthOf(removal.ended);
  }
  return { counts: tally.counts(), removedUntil };
}

class Tally {
  readonly #counts = new Map<string, Map<string, RefusalCount>>();

  add(count: RefusalCount): void {
    const place = `${count.month} ${count.kind}`;
    const reasons = this.#counts.get(place) ?? new Map<string, RefusalCount>();
    this.#counts.set(place, reasons);
    const isTold = reasons.has(count.reason) || reasons.size < mostReasons;
    const reason = isTold ? count.reason : otherReason;
    const requests = count.requests + (reasons.get(reason)?.requests ?? 0);
    reasons.set(reason, { ...count, reason, requests });
  }

  counts(): RefusalCount[] {
    return [...this.#counts.values()].flatMap((reasons) => [...reasons.values()]);
  }
}

/** One, or those that an entry counts by reason. */
function countsIn({ at, kind, reason }: LoggedAccess): RefusalCount[] {
  if (reason === null) return [];
  const month = monthOf(at);
  const counted = readCounted(reason);
  if (counted === null) return [{ month, kind, reason, requests: 1 }];
  return counted.map((each) => ({ month, kind, ...each }));
}

function monthOf(date: Date): string {
  return date.toISOString().slice(0, 7);
}
