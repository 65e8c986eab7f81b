/** Remembers the ids of visas that serve once, as long as they could be shown again. */
export class UsedOnce {
  /** Id → end of its life, in seconds; in the order of their use. */
  readonly #seen = new Map<string, number>();

  /**
   * @param capacity ids kept at most; a full memory refuses rather than forgets.
   * @param toleranceSeconds by which the clock of who shows a visa may differ: no less than it is
   *   believed for beyond its end.
   */
  constructor(
    readonly capacity = 100_000,
    readonly toleranceSeconds = 60,
  ) {}

  /**
   * @param expiresAt seconds since 1970.
   * @param now seconds since 1970.
   * @returns whether this is the id's first use.
   */
  use(id: string, expiresAt: number, now: number): boolean {
    this.#forget(now);
    if (this.#seen.has(id) || this.#seen.size >= this.capacity) return false;
    this.#seen.set(id, expiresAt);
    return true;
  }

  #forget(now: number): void {
    for (const [id, expiresAt] of this.#seen) {
      // Visas live equally long, so the first that still lives ends the search; the tolerance of
      // the clock is added to each.
      if (expiresAt + this.toleranceSeconds > now) return;
      this.#seen.delete(id);
    }
  }
}
