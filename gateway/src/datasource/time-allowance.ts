/**
 * How long one query may wait for one subgraph in all: fetches that run side by side count once,
 * fetches that follow each other add up, so that a slow landlord costs a query one timeout even
 * where the plan asks it several times.
 */
export class TimeAllowance {
  #spentMs = 0;
  #underWay = 0;
  #since = 0;

  constructor(
    readonly limitMs: number,
    readonly now: () => number,
  ) {}

  /** @returns Milliseconds left for a fetch that begins now; each call needs one of `end`. */
  begin(): number {
    const now = this.now();
    if (this.#underWay === 0) this.#since = now;
    this.#underWay += 1;
    return this.limitMs - this.#spentMs - (now - this.#since);
  }

  /** Nothing is left: what comes after would wait in vain again. */
  exhaust(): void {
    this.#spentMs = this.limitMs;
  }

  end(): void {
    this.#underWay -= 1;
    if (this.#underWay === 0) this.#spentMs += this.now() - this.#since;
  }
}
