import type { Log } from "./log.js";

/** What is refused is told that long after the first of it. */
const summaryMs = 60_000;
/** Reasons told apart; the others are one. */
const mostReasons = 100;
/** Characters of a reason. */
const longestReason = 200;

/**
 * Counts what is refused by its reason, and tells the log once a minute: an access log has every one
 * of them, and is the landlord's to read.
 */
export class RefusalCount {
  #counts = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;

  /** @param also is told each reason, too. */
  constructor(
    private readonly log: Log,
    private readonly also: (reason: string) => void = () => undefined,
  ) {}

  /** @param reason in words of ours, of which there are few. */
  add(reason: string): void {
    this.also(reason);
    const cut = reason.slice(0, longestReason);
    const isTold = this.#counts.has(cut) || this.#counts.size < mostReasons;
    const told = isTold ? cut : "another reason";
    this.#counts.set(told, (this.#counts.get(told) ?? 0) + 1);
    // A process that has nothing else to do need not wait: closing tells what was counted.
    this.#timer ??= setTimeout(() => this.close(), summaryMs).unref();
  }

  /** Tells what was counted and not yet told. */
  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#counts.size === 0) return;
    const told = [...this.#counts].map(([reason, count]) => `${count} × ${reason}`).join(", ");
    this.#counts = new Map();
    this.log(`Refused within a minute: ${told}`, "warn");
  }
}
