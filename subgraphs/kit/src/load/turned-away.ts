import type { AccessEntry, Viewer } from "@palier/schema";

/** The requests of a person are told in one entry that long after the first of them. */
const summaryMs = 60_000;
/** Persons that have an entry of their own; what more there are is their partner's. */
const mostPersons = 500;

type Record = (entry: AccessEntry) => Promise<void>;

interface Count {
  readonly viewer: Viewer;
  readonly since: Date;
  readonly reasons: Map<string, number>;
}

/**
 * Tells the access log of requests that were turned away unread: how many of each person, by reason,
 * in an entry a minute. One for each would have the node that bears no more write for every request.
 */
export class TurnedAway {
  #counts = new Map<string, Count>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  /**
   * @param record keeps an entry.
   * @param log is told when a count cannot be kept; it is kept with the next one.
   */
  constructor(
    private readonly record: Record,
    private readonly log: (line: string) => void,
  ) {}

  count(viewer: Viewer, reason: string): void {
    this.add(viewer, new Date(), reason, 1);
    // A process that has nothing else to do need not wait: closing writes what was counted.
    this.#timer ??= setTimeout(() => void this.write(), summaryMs).unref();
  }

  /** Writes what was counted and not yet written. */
  async close(): Promise<void> {
    await this.write();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  private add(viewer: Viewer, since: Date, reason: string, requests: number): void {
    const own = JSON.stringify([viewer.partner, viewer.subject]);
    const isOwn = this.#counts.has(own) || this.#counts.size < mostPersons;
    const key = isOwn ? own : JSON.stringify([viewer.partner]);
    const told = isOwn ? viewer : { ...viewer, subject: "(others)" };
    const count = this.#counts.get(key) ?? { viewer: told, since, reasons: new Map() };
    count.reasons.set(reason, (count.reasons.get(reason) ?? 0) + requests);
    this.#counts.set(key, count);
  }

  /** One after the other: whoever closes waits for the one that is being written. */
  private write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.writeCounts());
    return this.#writing;
  }

  private async writeCounts(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const counts = [...this.#counts.values()];
    this.#counts = new Map();
    for (const { viewer, since, reasons } of counts) {
      try {
        await this.record(summaryOf(viewer, since, reasons));
      } catch (error) {
        for (const [reason, requests] of reasons) this.add(viewer, since, reason, requests);
        this.#timer ??= setTimeout(() => void this.write(), summaryMs).unref();
        this.log(
          `Requests turned away are counted and could not be recorded yet: ${String(error)}`,
        );
      }
    }
  }
}

function summaryOf(viewer: Viewer, since: Date, reasons: ReadonlyMap<string, number>): AccessEntry {
  const told = [...reasons].map(([reason, requests]) => `${requests} × ${reason}`).join(", ");
  return {
    at: new Date(),
    operationId: null,
    operation: null,
    viewer,
    isProved: true,
    coordinates: [],
    decision: "REFUSED",
    reason: `turned away unread since ${since.toISOString()}: ${told}`,
    rows: 0,
    sites: [],
    territories: [],
    durationMs: 0,
  };
}
