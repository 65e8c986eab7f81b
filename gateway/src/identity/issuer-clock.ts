import { quietLog } from "@palier/service";

/** Where nothing else is said: tokens are held to 5 s then, and what stands between may have a clock of its own. */
const usualToleranceMs = 10_000;
/** An answer's `Date` says whole seconds. */
const granularityMs = 1_000;
/** A difference is looked at again before it is believed, and no more often than this. */
const lookAgainMs = 5_000;

export interface IssuerClockParts {
  /** This machine's clock. */
  readonly now: () => Date;
  /** Milliseconds from any beginning, by what no setting of a clock moves. */
  readonly elapsedMs: () => number;
  /** Asks the issuer anything through `watch`. */
  readonly ask: () => Promise<unknown>;
  readonly log: (entry: string) => void;
  readonly toleranceMs?: number | undefined;
}

/** The issuer's time when an answer came: somewhere between the two. */
interface Reading {
  readonly earliestMs: number;
  readonly latestMs: number;
  readonly elapsedMs: number;
}

/**
 * Compares this machine's clock with the issuer's, by the `Date` of what that answers: a gateway whose
 * clock is wrong refuses everybody's tokens for their age, and must not tell people to sign in again.
 */
export class IssuerClock {
  readonly #parts: IssuerClockParts;
  readonly #note: (kind: string, entry: string) => void;
  #reading: Reading | null = null;
  #lookedMs = Number.NEGATIVE_INFINITY;

  constructor(parts: IssuerClockParts) {
    this.#parts = parts;
    this.#note = quietLog(parts.log, parts.elapsedMs);
  }

  /** Reads the time off an answer of the issuer. */
  async watch(ask: () => Promise<Response>): Promise<Response> {
    const sentMs = this.#parts.elapsedMs();
    const response = await ask();
    const dateMs = Date.parse(response.headers.get("date") ?? "");
    // A store in between hands on an old date, and says how old.
    const ageMs = (Number(response.headers.get("age")) || 0) * 1_000;
    if (!Number.isNaN(dateMs)) {
      const elapsedMs = this.#parts.elapsedMs();
      const earliestMs = dateMs + ageMs;
      const latestMs = earliestMs + granularityMs + (elapsedMs - sentMs);
      this.#reading = { earliestMs, latestMs, elapsedMs };
      this.#say(this.#difference());
    }
    return response;
  }

  /**
   * By how much this machine's clock is ahead of the issuer's, at least; negative where it is behind, 0
   * where they agree or nothing is known.
   */
  async aheadMs(): Promise<number> {
    const { elapsedMs, ask } = this.#parts;
    if (this.#difference() !== 0 && elapsedMs() - this.#lookedMs >= lookAgainMs) {
      this.#lookedMs = elapsedMs();
      // An issuer that does not answer leaves the difference as it was last seen.
      await ask().catch(() => undefined);
    }
    const difference = this.#difference();
    this.#say(difference);
    return difference;
  }

  #difference(): number {
    if (this.#reading === null) return 0;
    const sinceMs = this.#parts.elapsedMs() - this.#reading.elapsedMs;
    const nowMs = this.#parts.now().getTime() - sinceMs;
    const { earliestMs, latestMs } = this.#reading;
    const difference = Math.max(0, nowMs - latestMs) + Math.min(0, nowMs - earliestMs);
    const { toleranceMs = usualToleranceMs } = this.#parts;
    return Math.abs(difference) > toleranceMs ? difference : 0;
  }

  #say(differenceMs: number): void {
    if (differenceMs !== 0) {
      this.#note("difference", `${clockWords(differenceMs)}: nobody can be let in; set the clock`);
    }
  }
}

/** What the operator reads of a difference. */
export function clockWords(aheadMs: number): string {
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  const side = aheadMs > 0 ? "ahead of" : "behind";
  return `this machine's clock is ${seconds} s ${side} the issuer's`;
}
