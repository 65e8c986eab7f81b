import { BoundedMap } from "@palier/service";
import type { Asker } from "../turns/asker.js";

export type Payment = {
  /** What the asker can ask for now. */
  readonly left: number;
} & (
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** Whose budget is used. */
      readonly of: "PERSON" | "PARTNER";
      readonly retryAfterSeconds: number;
    }
);

/** What operations are paid from. */
export interface Purse {
  /** Takes a cost from both budgets, or from none. */
  pay(asker: Asker, cost: number): Payment | Promise<Payment>;
  /** What was paid for and not done. */
  giveBack(asker: Asker, cost: number): void;
}

/** More than any convention has partners; more people than ask in the time in which a budget fills. */
const mostPartners = 1_000;
const mostPersons = 10_000;
export const budgetShares = {
  /** Of the partner's budget: what one person may use. */
  person: 1 / 2,
  /** Of the partner's budget: kept for those who have used little of their own. */
  reserve: 1 / 4,
  /** Of a person's budget. */
  little: 1 / 4,
} as const;

/**
 * Budgets that fill by the minute, of each partner and in it of each person. Whoever has used much
 * does not get at the last quarter of the partner's, so that a colleague finds something there.
 */
export class Budgets implements Purse {
  readonly #partners: Buckets;
  readonly #persons: Buckets;
  readonly #partnerPerMinute: number;

  /** @param now milliseconds of a clock that only goes forward. */
  constructor(partnerPerMinute: number, now: () => number) {
    this.#partnerPerMinute = partnerPerMinute;
    this.#partners = new Buckets(mostPartners, partnerPerMinute, now);
    this.#persons = new Buckets(mostPersons, partnerPerMinute * budgetShares.person, now);
  }

  /** Takes a cost from both budgets, or from none. */
  pay(asker: Asker, cost: number): Payment {
    const { partner, person } = asker;
    const key = personKey(partner, person);
    const refuse = (of: "PERSON" | "PARTNER", retryAfterSeconds: number): Payment => {
      return { ok: false, of, retryAfterSeconds, left: this.left(asker) };
    };
    const ownWait = this.#persons.secondsUntil(key, cost);
    if (ownWait > 0) return refuse("PERSON", ownWait);
    const kept = this.#isGreedy(key, cost) ? this.#partnerPerMinute * budgetShares.reserve : 0;
    const wait = this.#partners.secondsUntil(partner, cost + kept);
    if (wait > 0) return refuse("PARTNER", wait);
    this.#persons.take(key, cost);
    this.#partners.take(partner, cost);
    return { ok: true, left: this.left(asker) };
  }

  /** Takes a cost that was paid elsewhere, as far as there is so much. */
  spend({ partner, person }: Asker, cost: number): void {
    const key = personKey(partner, person);
    this.#persons.take(key, Math.min(cost, this.#persons.left(key)));
    this.#partners.take(partner, Math.min(cost, this.#partners.left(partner)));
  }

  /** What is in both budgets. */
  known({ partner, person }: Asker): { readonly partner: number; readonly person: number } {
    const key = personKey(partner, person);
    return { partner: this.#partners.left(partner), person: this.#persons.left(key) };
  }

  /** What was paid for and not done. */
  giveBack({ partner, person }: Asker, cost: number): void {
    this.#persons.take(personKey(partner, person), -cost);
    this.#partners.take(partner, -cost);
  }

  /** What somebody can ask for now. */
  left({ partner, person }: Asker): number {
    const key = personKey(partner, person);
    const kept = this.#isGreedy(key, 0) ? this.#partnerPerMinute * budgetShares.reserve : 0;
    const left = Math.min(this.#persons.left(key), this.#partners.left(partner) - kept);
    return Math.max(0, Math.floor(left));
  }

  #isGreedy(key: string, cost: number): boolean {
    return this.#persons.left(key) - cost < this.#persons.perMinute * (1 - budgetShares.little);
  }
}

function personKey(partner: string, person: string): string {
  return JSON.stringify([partner, person]);
}

interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

/** One bucket a key. A full one is not kept; of too many, the one used longest ago is forgotten. */
class Buckets {
  readonly #buckets: BoundedMap<string, Bucket>;

  constructor(
    most: number,
    readonly perMinute: number,
    readonly now: () => number,
  ) {
    this.#buckets = new BoundedMap(most);
  }

  left(key: string): number {
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return this.perMinute;
    const filled = ((this.now() - bucket.atMs) * this.perMinute) / 60_000;
    return Math.min(this.perMinute, bucket.left + filled);
  }

  take(key: string, cost: number): void {
    const left = Math.min(this.perMinute, this.left(key) - cost);
    this.#buckets.set(key, { left, atMs: this.now() });
  }

  /** Whole seconds; 0 when there is enough. */
  secondsUntil(key: string, cost: number): number {
    const lacking = cost - this.left(key);
    return lacking <= 0 ? 0 : Math.ceil((lacking * 60) / this.perMinute);
  }
}
