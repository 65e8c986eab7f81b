import type { Budgets, PartnerBudget, Viewer } from "@palier/schema";
import { BoundedMap } from "@palier/service";
import type { Budget } from "@palier/subgraph-kit";

/** Of its partner's budget: one person who asks for everything leaves the colleagues as much. */
const personShare = 0.5;
/** Of one partner at a time; who is forgotten has the whole share again, within the partner's. */
const mostPersons = 1_000;

const minuteMs = 60_000;

/**
 * What the landlord answers each partner in a minute, as its narrowing says; a partner without a
 * budget is answered whatever the node bears. What is not used adds up to a minute's worth.
 */
export class PartnerBudgets implements Budget {
  readonly #partners: ReadonlyMap<string, PartnerShare>;

  constructor(budgets: Budgets, now: () => number) {
    this.#partners = new Map(
      Object.entries(budgets).map(([code, { requests, rows }]) => {
        const unlimited = Number.POSITIVE_INFINITY;
        const budget = { requests: requests ?? unlimited, rows: rows ?? unlimited };
        return [code, new PartnerShare(budget, now)];
      }),
    );
  }

  takeRequest({ partner, subject }: Viewer): boolean {
    const shares = this.#partners.get(partner)?.sharesOf(subject) ?? [];
    if (!shares.every((share) => share.hasLeft())) return false;
    for (const share of shares) share.take({ requests: 1, rows: 0 });
    return true;
  }

  takeRows({ partner, subject }: Viewer, rows: number): void {
    const shares = this.#partners.get(partner)?.sharesOf(subject) ?? [];
    for (const share of shares) share.take({ requests: 0, rows });
  }
}

class PartnerShare {
  readonly #whole: Share;
  readonly #persons = new BoundedMap<string, Share>(mostPersons);

  constructor(
    private readonly budget: PartnerBudget,
    private readonly now: () => number,
  ) {
    this.#whole = new Share(budget, now);
  }

  /** The partner's and, within it, the person's. */
  sharesOf(subject: string): readonly Share[] {
    const known = this.#persons.get(subject);
    if (known !== undefined) return [this.#whole, known];
    const { requests, rows } = this.budget;
    const own = { requests: requests * personShare, rows: rows * personShare };
    const share = new Share(own, this.now);
    this.#persons.set(subject, share);
    return [this.#whole, share];
  }
}

/** So much a minute, of which at most a minute's worth is left, or owed for an answer that took more. */
class Share {
  #requests: number;
  #rows: number;
  #atMs: number;

  constructor(
    private readonly perMinute: PartnerBudget,
    private readonly now: () => number,
  ) {
    this.#requests = perMinute.requests;
    this.#rows = perMinute.rows;
    this.#atMs = now();
  }

  /** What an answer will read is known only afterwards: it is given while any row is left. */
  hasLeft(): boolean {
    const atMs = this.now();
    const minutes = (atMs - this.#atMs) / minuteMs;
    this.#atMs = atMs;
    const { requests, rows } = this.perMinute;
    this.#requests = Math.min(requests, this.#requests + minutes * requests);
    this.#rows = Math.min(rows, this.#rows + minutes * rows);
    return this.#requests >= 1 && this.#rows > 0;
  }

  take({ requests, rows }: PartnerBudget): void {
    this.#requests -= requests;
    this.#rows = Math.max(this.#rows - rows, -this.perMinute.rows);
  }
}
