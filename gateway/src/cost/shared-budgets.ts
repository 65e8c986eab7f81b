import { type SharedMemory, SharedStep } from "@palier/service";
import type { Asker } from "../turns/asker.js";
import { Budgets, budgetShares, type Payment, type Purse } from "./budgets.js";
import type { CostSettings } from "./cost-settings.js";

/**
 * What `Budgets` does with a partner's and a person's bucket, in one step and by the memory's own
 * clock. A bucket that is not there is full, as far as this gateway knows.
 *
 * KEYS: partner, person. ARGV: cost, what each has a minute, what each has where it is not there, the
 * partner's reserve, whether it is taken whatever there is.
 */
const pay = new SharedStep(`
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local cost = tonumber(ARGV[1])
  local rates = { tonumber(ARGV[2]), tonumber(ARGV[3]) }
  local reserve, untouched = tonumber(ARGV[6]), tonumber(ARGV[7])
  local left = {}
  for at = 1, 2 do
    local kept = redis.call('HMGET', KEYS[at], 'left', 'at')
    if kept[1] then
      local filled = math.max(0, now - kept[2]) * rates[at] / 60000
      left[at] = math.min(rates[at], kept[1] + filled)
    else
      left[at] = math.min(rates[at], tonumber(ARGV[3 + at]))
    end
  end
  local function kept(own) if own < untouched then return reserve end return 0 end
  local of, wait = 0, 0
  if ARGV[8] == '0' then
    local beside = kept(left[2] - cost)
    if left[2] < cost then
      of, wait = 2, (cost - left[2]) * 60 / rates[2]
    elseif left[1] < cost + beside then
      of, wait = 1, (cost + beside - left[1]) * 60 / rates[1]
    end
  end
  if of == 0 then
    for at = 1, 2 do
      left[at] = math.min(rates[at], left[at] - cost)
      redis.call('HSET', KEYS[at], 'left', string.format('%.3f', left[at]), 'at', now)
      redis.call('PEXPIRE', KEYS[at], math.ceil((rates[at] - left[at]) * 60000 / rates[at]) + 1000)
    end
  end
  return { of, math.ceil(wait), math.max(0, math.floor(math.min(left[2], left[1] - kept(left[2])))) }`);

export interface SharedBudgetsTerms {
  readonly costs: Pick<CostSettings, "most" | "partnerPerMinute">;
  readonly memory: Pick<SharedMemory, "run" | "key">;
  /** Gateways that share it. */
  readonly gateways: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
}

/** Budgets that several gateways take from together. While their memory is away each gives its part of them. */
export class SharedBudgets implements Purse {
  readonly #terms: SharedBudgetsTerms;
  /** What this gateway may give by itself, and has given of that. */
  readonly #own: Budgets;
  readonly #partsOfOwn: number;

  constructor(terms: SharedBudgetsTerms) {
    const { costs, gateways, now } = terms;
    this.#terms = terms;
    // Half of a part has to suffice for one operation: it would never pass otherwise.
    const part = Math.max(costs.partnerPerMinute / gateways, 2 * costs.most);
    this.#partsOfOwn = costs.partnerPerMinute / part;
    this.#own = new Budgets(part, now);
  }

  async pay(asker: Asker, cost: number): Promise<Payment> {
    const answer = await this.#take(asker, cost, false);
    if (answer === null) return this.#own.pay(asker, cost);
    const [of, retryAfterSeconds, left] = answer;
    if (of !== 0)
      return { ok: false, of: of === 2 ? "PERSON" : "PARTNER", retryAfterSeconds, left };
    this.#own.spend(asker, cost);
    return { ok: true, left };
  }

  giveBack(asker: Asker, cost: number): void {
    this.#own.giveBack(asker, cost);
    // Who was turned away does not wait for it.
    void this.#take(asker, -cost, true);
  }

  async #take(
    { partner, person }: Asker,
    cost: number,
    isGiven: boolean,
  ): Promise<readonly [of: number, seconds: number, left: number] | null> {
    const { costs, memory } = this.#terms;
    const rate = costs.partnerPerMinute;
    const personRate = rate * budgetShares.person;
    const here = this.#own.known({ partner, person });
    const answer = await memory.run(
      "budget",
      pay,
      [memory.key("budget", partner), memory.key("budget", partner, person)],
      [
        cost,
        rate,
        personRate,
        here.partner * this.#partsOfOwn,
        here.person * this.#partsOfOwn,
        rate * budgetShares.reserve,
        personRate * (1 - budgetShares.little),
        isGiven ? 1 : 0,
      ],
    );
    // The step's own answer.
    return answer as readonly [number, number, number] | null;
  }
}
