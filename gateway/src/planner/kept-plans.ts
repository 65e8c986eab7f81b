import type { QueryPlan } from "@apollo/query-planner";

interface Kept {
  readonly plan: QueryPlan;
  readonly characters: number;
}

/** Plans by the text they are of, so many characters of JSON of them: the one used longest ago goes first. */
export class KeptPlans {
  readonly #plans = new Map<string, Kept>();
  #characters = 0;

  constructor(readonly most: number) {}

  has(key: string): boolean {
    return this.#plans.has(key);
  }

  get(key: string): QueryPlan | undefined {
    const kept = this.#plans.get(key);
    if (kept === undefined) return undefined;
    this.#plans.delete(key);
    this.#plans.set(key, kept);
    return kept.plan;
  }

  /** @param json the plan as its planner wrote it. */
  keep(key: string, json: string): QueryPlan {
    // The planner's own.
    const plan = JSON.parse(json) as QueryPlan;
    this.#forget(key);
    this.#plans.set(key, { plan, characters: json.length });
    this.#characters += json.length;
    for (const oldest of this.#plans.keys()) {
      if (this.#characters <= this.most) break;
      this.#forget(oldest);
    }
    return plan;
  }

  #forget(key: string): void {
    this.#characters -= this.#plans.get(key)?.characters ?? 0;
    this.#plans.delete(key);
  }
}
