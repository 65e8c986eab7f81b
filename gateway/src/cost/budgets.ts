import { BoundedMap } from "@palier/service";
import type { Asker } from "../turns/asker.js";

export type Payment =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /** Whose budget is used. */
      readonly of: "PERSON" | "PARTNER";
      readonly retryAfterSeconds: number;
    };

/** More than any convention has partners; more people than ask in the time in which a budget fills. */
const mostPartners = 1_000;
const mostPersons = 10_000;
/** Of the partner's budget: what one person may use. */
const personShare = 1 / 2;
/** Of the partner's budget: kept for those who have used little of their own. */
const reserve = 1 / 4;
/** Of a person's budget. */
const little = 1 / 4;

/**
 * Budgets that fill by the minute, of each partner and in it of each person. Whoever has used much
 * does not get at the last quarter of the partner's, so that a colleague finds something there.
 */
export class Budgets {
  readonly #partners: Buckets;
  readonly #persons: Buckets;
  readonly #partnerPerMinute: number;

  /** @param now milliseconds of a clock that only goes forward. */
  constructor(partnerPerMinute: number, now: () => number) {
    this.#partnerPerMinute = partnerPerMinute;
    this.#partners = new Buckets(mostPartners, partnerPerMinute, now);
    this.#persons = new Buckets(mostPersons, partnerPerMinute * personShare, now);
  }

  /** Takes a cost from both budgets, or from none. */
  pay({ partner, person }: Asker, cost: number): Payment {
    const key = personKey(partner, person);
    const ownWait = this.#persons.secondsUntil(key, cost);
    if (ownWait > 0) return { ok: false, of: "PERSON", retryAfterSeconds: ownWait };
    const kept = this.#isGreedy(key, cost) ? this.#partnerPerMinute * reserve : 0;
    const wait = this.#partners.secondsUntil(partner, cost + kept);
    if (wait > 0) return { ok: false, of: "PARTNER", retryAfterSeconds: wait };
    this.#persons.take(key, cost);
    this.#partners.take(partner, cost);
    return { ok: true };
  }

  /** What was paid for and not done. */
  giveBack({ partner, person }: Asker, cost: number): void {
    this.#persons.take(personKey(partner, person), -cost);
    this.#partners.take(partner, -cost);
  }

  /** What somebody can ask for now. */
  left({ partner, person }: Asker): number {
    const key = personKey(partner, person);
    const kept = this.#isGreedy(key, 0) ? this.#partnerPerMinute * reserve : 0;
    const left = Math.min(this.#persons.left(key), this.#partners.left(partner) - kept);
    return Math.max(0, Math.floor(left));
  }

  #isGreedy(key: string, cost: number): boolean {
    return this.#persons.left(key) - cost < this.#persons.perMinute * (1 - little);
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
