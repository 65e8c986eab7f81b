import type { AccessEntry, Viewer } from "@palier/schema";

/** Requests that have an entry of their own at once, however they come. */
const ownEntries = 20;
/** One more of them after each such time. */
const refillMs = 3 * 60_000;
/** The others are counted in one entry that long after the first of them. */
const summaryMs = 60_000;
/** Reasons told apart in that entry. */
const reasonsTold = 10;
/** Fields named in that entry. */
const coordinatesTold = 100;

/**
 * Keeps one sender of requests that are refused from filling a log: the first have an entry each and
 * the rest are counted, by reason, in one entry a minute. That is some eighty entries an hour at most.
 *
 * Where no sender is named it is whoever proves nothing: what a partner asks, or is refused, is then
 * always recorded by itself.
 */
export class RefusalRecorder {
  private spared = ownEntries;
  private sparedAtMs = 0;
  private counted = new Map<string, number>();
  private coordinates = new Set<string>();
  private countedSince: Date | null = null;
  private timer: NodeJS.Timeout | null = null;
  private summaries: Promise<void> = Promise.resolve();

  /**
   * @param record keeps an entry.
   * @param log is told when a count cannot be kept; it is kept with the next one.
   * @param sender whose refusals all are; null for those of strangers.
   */
  constructor(
    private readonly record: (entry: AccessEntry) => Promise<void>,
    private readonly log: (line: string) => void,
    private readonly sender: Viewer | null = null,
  ) {}

  /**
   * Resolves once the entry is kept or counted.
   *
   * @param record as the service that answered keeps its entries; what it rejects with, this does.
   */
  async entry(entry: AccessEntry, record = this.record): Promise<void> {
    const isSparing = this.sender !== null || !entry.isProved;
    if (!isSparing || this.hasRoom(entry.at)) return record(entry);
    this.count(entry.reason ?? "no reason", 1);
    for (const coordinate of entry.coordinates) {
      if (this.coordinates.size < coordinatesTold) this.coordinates.add(coordinate);
    }
    this.countedSince ??= entry.at;
    // A process that has nothing else to do need not wait: closing writes what was counted.
    this.timer ??= setTimeout(() => void this.summarize(), summaryMs).unref();
  }

  /** Writes what was counted and not yet written. */
  async close(): Promise<void> {
    await this.summarize();
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private hasRoom(at: Date): boolean {
    const gained = Math.floor((at.getTime() - this.sparedAtMs) / refillMs);
    if (gained > 0) {
      this.spared = Math.min(ownEntries, this.spared + gained);
      this.sparedAtMs = at.getTime();
    }
    if (this.spared === 0) return false;
    this.spared -= 1;
    return true;
  }

  private count(reason: string, requests: number): void {
    const isTold = this.counted.has(reason) || this.counted.size < reasonsTold;
    const told = isTold ? reason : "another reason";
    this.counted.set(told, (this.counted.get(told) ?? 0) + requests);
  }

  /** One after the other: whoever closes waits for the one that is being written. */
  private summarize(): Promise<void> {
    this.summaries = this.summaries.then(() => this.writeSummary());
    return this.summaries;
  }

  private async writeSummary(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    const { counted, countedSince, coordinates, sender } = this;
    if (countedSince === null) return;
    this.counted = new Map();
    this.coordinates = new Set();
    this.countedSince = null;
    try {
      await this.record(summaryOf({ counted, since: countedSince, coordinates, sender }));
    } catch (error) {
      this.coordinates = new Set([...coordinates, ...this.coordinates].slice(0, coordinatesTold));
      for (const [reason, requests] of counted) this.count(reason, requests);
      this.countedSince = countedSince;
      this.timer ??= setTimeout(() => void this.summarize(), summaryMs).unref();
      this.log(`Refused requests are counted and could not be recorded yet: ${String(error)}`);
    }
  }
}

interface Counted {
  readonly counted: ReadonlyMap<string, number>;
  readonly since: Date;
  readonly coordinates: ReadonlySet<string>;
  readonly sender: Viewer | null;
}

const summaryForm = /^\d+ (?:requests without valid proofs|more refused requests) since \S+: (.+)$/;

/** How many requests an entry counts by which reason; null for an entry of one request. */
export function readCounted(
  reason: string,
): { readonly reason: string; readonly requests: number }[] | null {
  const [, counted] = summaryForm.exec(reason) ?? [];
  if (counted === undefined) return null;
  return [...counted.matchAll(/(\d+) × (.+?)(?:, (?=\d+ ×)|$)/g)].map(
    ([, requests, each = ""]) => ({ reason: each, requests: Number(requests) }),
  );
}

/** One entry for many requests. */
function summaryOf({ counted, since, coordinates, sender }: Counted): AccessEntry {
  const total = [...counted.values()].reduce((sum, requests) => sum + requests, 0);
  const reasons = [...counted].map(([reason, requests]) => `${requests} × ${reason}`);
  const what = sender === null ? "requests without valid proofs" : "more refused requests";
  return {
    at: new Date(),
    operationId: null,
    operation: null,
    viewer: sender,
    isProved: sender !== null,
    coordinates: [...coordinates].sort(),
    decision: "REFUSED",
    reason: `${total} ${what} since ${since.toISOString()}: ${reasons.join(", ")}`,
    rows: 0,
    sites: [],
    territories: [],
    durationMs: 0,
  };
}
