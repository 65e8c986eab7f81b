import { statementLifeSeconds, visaLifeSeconds } from "@palier/schema";
import { type Owner, type ShareLimits, Shares } from "@palier/service";

/** From the first fetch of a question to its last, as long as a visa lives. */
const questionSeconds = visaLifeSeconds;
/** Of one question at one landlord: a document has fifteen aliases, each a way to incidents of its own. */
const mostFetches = 32;
/** In the six minutes that a statement is remembered. */
const usualLimits: ShareLimits = { ofPartner: 10_000, ofSubject: 2_000 };

interface Use {
  readonly owner: Owner;
  readonly firstAt: number;
  readonly bodies: Set<string>;
}

/**
 * Lets each statement of purpose serve one question: the first fetch that shows it opens half a
 * minute, in which other fetches of the same question may follow, each body once and at most
 * thirty-two in all.
 */
export class UsedStatements {
  /** In the order of their first use. */
  readonly #uses = new Map<string, Use>();
  readonly #shares: Shares;

  /**
   * @param limits statements kept at most; a full share refuses rather than forgets, and only its owner.
   * @param toleranceSeconds by which the clock of who signs may differ.
   */
  constructor(
    limits: ShareLimits = usualLimits,
    readonly toleranceSeconds = 30,
  ) {
    this.#shares = new Shares(limits);
  }

  /**
   * @param id of the statement and of the key that signed it: nobody spends another's.
   * @param body digest of the request's.
   * @param now seconds since 1970.
   * @param owner whose session signed it.
   */
  use(id: string, body: string, now: number, owner: Owner): boolean {
    this.#forget(now);
    const use = this.#uses.get(id);
    if (use === undefined) {
      if (!this.#shares.take(owner)) return false;
      this.#uses.set(id, { owner, firstAt: now, bodies: new Set([body]) });
      return true;
    }
    const { firstAt, bodies } = use;
    if (now > firstAt + questionSeconds || bodies.has(body) || bodies.size >= mostFetches) {
      return false;
    }
    bodies.add(body);
    return true;
  }

  #forget(now: number): void {
    // It may be of as much later as the clocks differ, and is believed for as long beyond its life.
    const keptSeconds = statementLifeSeconds + 2 * this.toleranceSeconds;
    for (const [id, { firstAt, owner }] of this.#uses) {
      if (firstAt + keptSeconds > now) return;
      this.#uses.delete(id);
      this.#shares.giveBack(owner);
    }
  }
}
