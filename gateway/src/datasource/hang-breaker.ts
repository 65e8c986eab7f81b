/**
 * Spares queries the wait for a subgraph that hangs: after some queries in a row that waited in
 * vain it is left alone for a while, then one query tries it for all.
 *
 * A query is told from another by an object of its own, so that its parallel fetches count once
 * and are all admitted or all refused: half of a landlord's figures would be a wrong total.
 */
export class HangBreaker {
  readonly #counted = new WeakSet<object>();
  readonly #refused = new WeakSet<object>();
  #hangs = 0;
  #restsUntil = 0;
  #probe: object | null = null;

  constructor(
    readonly hangsToOpen: number,
    readonly restMs: number,
    readonly now: () => number,
  ) {}

  /** Whether this query may ask the subgraph; each `true` needs one of `hung`, `answered` or `left`. */
  admits(query: object): boolean {
    if (this.#refused.has(query)) return false;
    if (this.#hangs < this.hangsToOpen || this.#probe === query) return true;
    if (this.#probe !== null || this.now() < this.#restsUntil) {
      this.#refused.add(query);
      return false;
    }
    this.#probe = query;
    return true;
  }

  hung(query: object): void {
    if (this.#counted.has(query)) return;
    this.#counted.add(query);
    this.#hangs += 1;
    this.#probe = null;
    if (this.#hangs >= this.hangsToOpen) this.#restsUntil = this.now() + this.restMs;
  }

  /** Its caller did not wait to the end: that says nothing of the subgraph. */
  left(query: object): void {
    if (this.#probe === query) this.#probe = null;
  }

  /** Any answer in time counts, an error too: it costs a query no wait. */
  answered(): void {
    this.#probe = null;
    this.#hangs = 0;
  }
}
