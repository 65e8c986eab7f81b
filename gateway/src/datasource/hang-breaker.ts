import { BoundedMap } from "@palier/service";

/** Who asks; null where nobody signs in. */
export type Asker = { readonly partner: string; readonly person: string } | null;

export interface BreakerTerms {
  /** How long a hang speaks against the subgraph. */
  readonly windowMs: number;
  readonly restMs: number;
  readonly now: () => number;
  /** Whether the subgraph answers at all, asked for nothing that costs it; false after a short wait. */
  readonly isAlive: () => Promise<boolean>;
}

/** One person may ask what nobody can answer, and so may several of one partner. */
const personsToRest = 3;
const partnersToRest = 2;
/** Persons kept; as many as that say no more than the three. */
const mostPersons = 100;

/**
 * Spares queries the wait for a subgraph that hangs. A query that waited in vain speaks against the
 * subgraph only as long as that answers nobody: once it has done so for different persons of
 * different partners, or the subgraph does not even say that it lives, it is left alone for a while;
 * then one query tries it for all.
 *
 * A query is told from another by an object of its own, so that its parallel fetches count once
 * and are all admitted or all refused: half of a landlord's figures would be a wrong total.
 */
export class HangBreaker {
  readonly #terms: BreakerTerms;
  /** Queries that were let through, with the answers that had come before them. */
  readonly #admitted = new WeakMap<object, number>();
  readonly #refused = new WeakSet<object>();
  readonly #counted = new WeakSet<object>();
  /** By person, since the last answer. */
  readonly #hangs = new BoundedMap<string, { readonly partner: string; readonly atMs: number }>(
    mostPersons,
  );
  #answers = 0;
  #strangers = 0;
  /** Null while it is asked. */
  #restsUntil: number | null = null;
  #trial: object | null = null;
  #isProbing = false;

  constructor(terms: BreakerTerms) {
    this.#terms = terms;
  }

  /** Whether this query may ask the subgraph; each `true` needs one of `hung`, `answered` or `left`. */
  admits(query: object): boolean {
    if (this.#refused.has(query)) return false;
    if (this.#admitted.has(query)) return true;
    if (this.#restsUntil !== null) {
      if (this.#trial !== null || this.#terms.now() < this.#restsUntil) {
        this.#refused.add(query);
        return false;
      }
      this.#trial = query;
    }
    this.#admitted.set(query, this.#answers);
    return true;
  }

  /** Whether nothing is asked of it for a while. */
  get isOpen(): boolean {
    return this.#restsUntil !== null;
  }

  hung(query: object, asker: Asker): void {
    this.left(query);
    if (this.#counted.has(query)) return;
    this.#counted.add(query);
    // It answers others, or this query itself: what ran out of time is the question.
    if (this.#admitted.get(query) !== this.#answers) return;
    this.#note(asker);
    if (this.#isConvicted()) this.#rest();
    void this.#probe();
  }

  /** Any answer in time counts, an error too: it costs a query no wait. */
  answered(): void {
    this.#answers += 1;
    this.#hangs.clear();
    this.#askAgain();
  }

  /** Its caller did not wait to the end: that says nothing of the subgraph. */
  left(query: object): void {
    if (this.#trial === query) this.#trial = null;
  }

  #note(asker: Asker): void {
    // Nobody can be told from another there: each query is somebody's.
    if (asker === null) this.#strangers += 1;
    const { partner, person } = asker ?? { partner: `${this.#strangers}`, person: "" };
    this.#hangs.set(JSON.stringify([partner, person]), {
      partner,
      atMs: this.#terms.now(),
    });
  }

  #isConvicted(): boolean {
    const { now, windowMs } = this.#terms;
    const recent = [...this.#hangs.values()].filter(({ atMs }) => now() - atMs < windowMs);
    const partners = new Set(recent.map(({ partner }) => partner));
    return recent.length >= personsToRest && partners.size >= partnersToRest;
  }

  #rest(): void {
    this.#restsUntil = this.#terms.now() + this.#terms.restMs;
  }

  #askAgain(): void {
    this.#restsUntil = null;
    this.#trial = null;
  }

  /** One at a time. */
  async #probe(): Promise<void> {
    if (this.#isProbing) return;
    this.#isProbing = true;
    const answersBefore = this.#answers;
    const isAlive = await this.#terms.isAlive();
    this.#isProbing = false;
    if (this.#answers !== answersBefore) return;
    if (!isAlive) this.#rest();
    else if (!this.#isConvicted()) this.#askAgain();
  }
}
