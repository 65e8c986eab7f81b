import { type Owner, type ShareLimits, Shares } from "./shares.js";

interface Use {
  /** End of its life, in seconds. */
  readonly expiresAt: number;
  readonly owner: Owner;
}

/** Of visas: those of a minute and a half, some two hundred a second of one person. */
const usualLimits: ShareLimits = { ofPartner: 50_000, ofSubject: 20_000 };

/** Remembers the ids of visas that serve once, as long as they could be shown again. */
export class UsedOnce {
  /** By id, in the order of their use. */
  readonly #seen = new Map<string, Use>();
  readonly #shares: Shares;

  /**
   * @param limits ids kept at most; a full share refuses rather than forgets, and only its owner.
   * @param toleranceSeconds by which the clock of who shows a visa may differ: no less than it is
   *   believed for beyond its end.
   */
  constructor(
    limits: ShareLimits = usualLimits,
    readonly toleranceSeconds = 60,
  ) {
    this.#shares = new Shares(limits);
  }

  /**
   * @param expiresAt seconds since 1970.
   * @param now seconds since 1970.
   * @param owner known beyond doubt: who it is remembered for.
   * @returns whether this is the id's first use.
   */
  use(id: string, expiresAt: number, now: number, owner: Owner): boolean {
    this.#forget(now);
    if (this.#seen.has(id) || !this.#shares.take(owner)) return false;
    this.#seen.set(id, { expiresAt, owner });
    return true;
  }

  /** Ids that could still be shown, each with the seconds that it is to be remembered. */
  *remembered(now: number): Iterable<readonly [id: string, seconds: number]> {
    this.#forget(now);
    for (const [id, { expiresAt }] of this.#seen) {
      yield [id, expiresAt + this.toleranceSeconds - now];
    }
  }

  #forget(now: number): void {
    for (const [id, { expiresAt, owner }] of this.#seen) {
      // Visas live equally long, so the first that still lives ends the search; the tolerance of
      // the clock is added to each.
      if (expiresAt + this.toleranceSeconds > now) return;
      this.#seen.delete(id);
      this.#shares.giveBack(owner);
    }
  }
}
