import { CallerLeftError } from "../connection/subgraph-failure.js";
import type { Asker } from "../turns/asker.js";
import { type EndTurn, type TurnLimits, Turns } from "../turns/turns.js";

/** Of all subgraphs: how many one partner's costly operations ask at once. */
const share = 1 / 4;
const least = 2;
/** As many wait as plans have fetches, and as long as those before them take, which have limits. */
const endless = Number.POSITIVE_INFINITY;

/**
 * Turns of the fetches of costly operations: those of one partner ask a part of the subgraphs at once,
 * so that most of them are free at any time for what others ask.
 */
export class FetchTurns {
  readonly #turns: Turns;

  constructor(subgraphs: number) {
    const atOnce = Math.max(least, Math.floor(subgraphs * share));
    const partner = { operations: atOnce, cost: endless };
    const limits: TurnLimits = {
      person: partner,
      partner,
      gateway: { operations: endless, cost: endless },
      waiting: { person: endless, gateway: endless },
      longestWaitMs: endless,
    };
    this.#turns = new Turns(limits, () => () => undefined);
  }

  /** @throws CallerLeftError */
  async take(asker: Asker, leaving: AbortSignal): Promise<EndTurn> {
    const end = await this.#turns.take(asker, 0, leaving);
    if (end === null) throw new CallerLeftError();
    return end;
  }
}
