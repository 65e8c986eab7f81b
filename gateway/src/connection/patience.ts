/**
 * How long an answer is waited for: until its time is over, or nobody waits for it any more. One thing
 * is waited for at a time.
 */
export class Patience {
  readonly #leaving: AbortSignal | null;
  readonly #timer: NodeJS.Timeout;
  #isOutOfTime = false;
  #stopWaiting: (() => void) | null = null;

  /** @param leaving aborts when nobody waits any more; null: somebody always does. */
  constructor(timeoutMs: number, leaving: AbortSignal | null) {
    this.#leaving = leaving;
    // Acts when what has come in by then is read: a process that was busy finds its timers due before it
    // looks at its connections, and would take its own delay for the other side's.
    this.#timer = setTimeout(() => setImmediate(this.#runOut), timeoutMs);
    leaving?.addEventListener("abort", this.#stop);
  }

  get isOutOfTime(): boolean {
    return this.#isOutOfTime;
  }

  get hasEnded(): boolean {
    return this.#isOutOfTime || (this.#leaving?.aborted ?? false);
  }

  /**
   * @param begin begins what is waited for, and is handed what settles the wait.
   * @param giveUp is called when patience ends before that.
   * @throws PatienceEndedError then.
   */
  wait<T>(
    begin: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
    giveUp: () => void = () => undefined,
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#stopWaiting = () => {
        reject(new PatienceEndedError());
        giveUp();
      };
      if (this.hasEnded) this.#stop();
      else begin(resolve, reject);
    });
  }

  /** To be called once nothing is waited for any more. */
  end(): void {
    clearTimeout(this.#timer);
    this.#stopWaiting = null;
    this.#leaving?.removeEventListener("abort", this.#stop);
  }

  readonly #runOut = () => {
    this.#isOutOfTime = true;
    this.#stop();
  };

  readonly #stop = () => {
    const stop = this.#stopWaiting;
    this.#stopWaiting = null;
    stop?.();
  };
}

export class PatienceEndedError extends Error {
  constructor() {
    super("waited long enough");
    this.name = "PatienceEndedError";
  }
}
