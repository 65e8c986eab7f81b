import { type ForCaller, underWayFor } from "../server/leaving.js";

/** What is waited for. */
interface Awaited {
  /** Nobody waits for it any more. */
  giveUp(): void;
}

/**
 * How long an answer is waited for: until its time is over, or nobody waits for it any more. One thing
 * is waited for at a time.
 */
export class Patience implements ForCaller {
  readonly #leaving: AbortSignal | null;
  readonly #underWay: Set<ForCaller> | null;
  readonly #timer: NodeJS.Timeout;
  #isOutOfTime = false;
  #awaited: Awaited | null = null;

  /** @param leaving aborts when nobody waits any more; null: somebody always does. */
  constructor(timeoutMs: number, leaving: AbortSignal | null) {
    this.#leaving = leaving;
    // Acts when what has come in by then is read: a process that was busy finds its timers due before it
    // looks at its connections, and would take its own delay for the other side's.
    this.#timer = setTimeout(() => setImmediate(() => this.#runOut()), timeoutMs);
    this.#underWay = leaving && underWayFor(leaving).add(this);
  }

  get isOutOfTime(): boolean {
    return this.#isOutOfTime;
  }

  get hasEnded(): boolean {
    return this.#isOutOfTime || (this.#leaving?.aborted ?? false);
  }

  /** @param awaited is given up when patience ends, at once where it has ended. */
  wait(awaited: Awaited): void {
    this.#awaited = awaited;
    if (this.hasEnded) this.left();
  }

  left(): void {
    const awaited = this.#awaited;
    this.#awaited = null;
    awaited?.giveUp();
  }

  /** To be called once nothing is waited for any more. */
  end(): void {
    clearTimeout(this.#timer);
    this.#awaited = null;
    this.#underWay?.delete(this);
  }

  #runOut(): void {
    this.#isOutOfTime = true;
    this.left();
  }
}
