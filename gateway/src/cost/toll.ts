import {
  type AccessError,
  type OperationCost,
  RateLimitedError,
  TooCostlyError,
  type Words,
} from "@palier/schema";
import { quietLog } from "@palier/service";
import { type Asker, anybody } from "../turns/asker.js";
import { type Alarm, type EndTurn, type Room, type TurnLimits, Turns } from "../turns/turns.js";
import { Budgets, type Purse } from "./budgets.js";
import { type CostSettings, operationLimits } from "./cost-settings.js";
import { Impatience } from "./impatience.js";

/** What an operation was found to cost, and what its caller has left. */
export interface Bill {
  readonly requested: number;
  readonly limit: number;
  /** Null while nobody signs in: there are no budgets then. */
  readonly left: number | null;
}

/** May be answered; to be ended once it is. */
export interface Passage {
  readonly isRefused: false;
  readonly bill: Bill;
  /** Costs more than anything that a page of the dashboard asks for. */
  readonly isCostly: boolean;
  readonly end: EndTurn;
}

export interface TollRefusal {
  readonly isRefused: true;
  readonly error: AccessError;
  /** Beside code and words, in `extensions`. */
  readonly details: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds: number | null;
}

/** Of one operation of a landlord's officer, of some pages of the dashboard, of a small machine. */
const operationsAtOnce = { person: 4, partner: 8, gateway: 24 };
/**
 * Of the limit of one operation: what is under way at once. Whoever sends much is to be no more to its
 * neighbours than somebody who waits for one page and opens the next.
 */
const costAtOnce = { person: 0.15, partner: 0.25, gateway: 2 };
/** Of the limit of one operation. */
const costlyShare = 0.1;
/** The whole schema, executed and written, takes twelve; judging the longest text as much. */
const costAtDoor = 15;
const waiting = { person: 20, gateway: 200 };
const longestWaitMs = 3_000;

/** Lets an operation pass whose cost is within the limit, within its caller's budget, and in its turn. */
export class Toll {
  readonly #settings: CostSettings;
  readonly #budgets: Purse;
  readonly #turns: Turns;
  readonly #impatience: Impatience;
  readonly #note: (kind: string, entry: string) => void;
  #refused = 0;

  /**
   * @param knowsCallers whether callers sign in.
   * @param now milliseconds of a clock that only goes forward.
   */
  constructor(
    settings: CostSettings,
    knowsCallers: boolean,
    log: (entry: string) => void,
    now: () => number,
    alarm?: Alarm,
    /** Is told what each partner has paid. */
    private readonly spent: (partner: string, cost: number) => void = () => undefined,
    budgets: Purse = new Budgets(settings.partnerPerMinute, now),
  ) {
    this.#settings = settings;
    this.#budgets = budgets;
    this.#turns = new Turns(turnLimits(settings.most, knowsCallers), alarm);
    this.#impatience = new Impatience(now);
    this.#note = quietLog(log, now);
  }

  /**
   * @param asker null while nobody signs in.
   * @param isPlanned whether its text was planned before.
   */
  async pass(
    asker: Asker | null,
    cost: OperationCost,
    isPlanned: boolean,
    leaving: AbortSignal,
  ): Promise<Passage | TollRefusal> {
    const requested = cost.answering + cost.planning;
    const limit = this.#settings.most;
    const isMeasured = this.#settings.mode === "MEASURE";
    const tooMuch = this.#tooMuch(cost, requested);
    if (tooMuch !== null && !this.#isLetPass(asker, tooMuch, requested)) return tooMuch;
    const charged = isPlanned ? cost.answering : requested;
    let left: number | null = null;
    if (asker !== null) {
      const payment = await this.#budgets.pay(asker, charged);
      left = payment.left;
      if (!payment.ok) {
        const refusal = tooOften(payment.of, payment.retryAfterSeconds);
        if (!this.#isLetPass(asker, refusal, requested)) return refusal;
      }
    }
    const bill: Bill = { requested, limit, left };
    const isCostly = cost.answering > limit * costlyShare;
    if (isMeasured) return { isRefused: false, bill, isCostly, end: () => undefined };
    const end = await this.#turns.take(asker ?? anybody, charged, leaving);
    if (end !== null) {
      if (asker !== null) this.spent(asker.partner, charged);
      return { isRefused: false, bill, isCostly, end };
    }
    if (asker !== null) this.#budgets.giveBack(asker, charged);
    const busy = tooOften("BUSY", Math.ceil(longestWaitMs / 1_000));
    this.#isLetPass(asker, busy, requested);
    return busy;
  }

  /**
   * For what is answered or refused without planning.
   *
   * @returns null for who has paid.
   */
  async payAtDoor(asker: Asker): Promise<TollRefusal | null> {
    const payment = await this.#budgets.pay(asker, costAtDoor);
    if (payment.ok) {
      this.spent(asker.partner, costAtDoor);
      return null;
    }
    const refusal = tooOften(payment.of, payment.retryAfterSeconds);
    return this.#isLetPass(asker, refusal, costAtDoor) ? null : refusal;
  }

  /** Operations that wait for their turn. */
  get waiting(): number {
    return this.#turns.waiting;
  }

  /** Seconds for which whatever somebody asks is refused unread; 0 for who is read. */
  secondsUnread(asker: Asker): number {
    return this.#impatience.secondsUnread(asker);
  }

  /** Writes a refusal down, and says whether it is only measured. */
  #isLetPass(asker: Asker | null, refusal: TollRefusal, requested: number): boolean {
    const { error, details, retryAfterSeconds } = refusal;
    const isMeasured = this.#settings.mode === "MEASURE";
    if (!isMeasured && asker !== null && retryAfterSeconds !== null) {
      this.#impatience.refused(asker, retryAfterSeconds);
    }
    this.#refused += 1;
    const whom = asker?.partner ?? "whoever asks";
    const why = typeof details.reason === "string" ? ` (${details.reason})` : "";
    this.#note(
      `${whom} ${error.code}${why}`,
      `${isMeasured ? "would refuse" : "refused"} ${whom} ${error.code}${why}: an operation of cost ${requested}; ${this.#refused} since the start`,
    );
    return isMeasured;
  }

  #tooMuch(cost: OperationCost, requested: number): TollRefusal | null {
    const { cost: limit, ...limits } = operationLimits(this.#settings);
    const { requests, values } = cost;
    const excesses = [
      { en: "cost", fr: "coût", count: requested, limit },
      { en: "requests", fr: "requêtes", count: requests, limit: limits.requests },
      { en: "values", fr: "valeurs", count: values, limit: limits.values },
    ].filter(({ count, limit }) => !(count <= limit));
    if (excesses.length === 0) return null;
    const mostCostly = cost.mostCostly();
    const inWords: Words = {
      en: excesses
        .map(({ en, count, limit }) => `${en} ${english.format(count)} of ${english.format(limit)}`)
        .join(", "),
      fr: excesses
        .map(({ fr, count, limit }) => `${fr} ${french.format(count)} sur ${french.format(limit)}`)
        .join(", "),
    };
    return {
      isRefused: true,
      error: new TooCostlyError(inWords, mostCostly),
      details: { cost: { requested, limit, requests, values, limits, mostCostly } },
      retryAfterSeconds: null,
    };
  }
}

function tooOften(reason: "PERSON" | "PARTNER" | "BUSY", retryAfterSeconds: number): TollRefusal {
  return {
    isRefused: true,
    error: new RateLimitedError(),
    details: { reason, retryAfterSeconds },
    retryAfterSeconds,
  };
}

function turnLimits(most: number, knowsCallers: boolean): TurnLimits {
  const room = (operations: number, cost: number): Room => ({ operations, cost });
  const gateway = room(operationsAtOnce.gateway, costAtOnce.gateway * most);
  if (!knowsCallers) {
    const all = { person: waiting.gateway, gateway: waiting.gateway };
    return { person: gateway, partner: gateway, gateway, waiting: all, longestWaitMs };
  }
  return {
    person: room(operationsAtOnce.person, costAtOnce.person * most),
    partner: room(operationsAtOnce.partner, costAtOnce.partner * most),
    gateway,
    waiting,
    longestWaitMs,
  };
}

const english = new Intl.NumberFormat("en-GB");
const french = new Intl.NumberFormat("fr-FR");
