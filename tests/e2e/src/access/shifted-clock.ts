/**
 * The clock of everything that runs in this process, moved by so much: gateway, issuer, nodes and the
 * tests themselves have one time, and go on from there.
 */
export class ShiftedClock {
  readonly #real = globalThis.Date;
  #byMs = 0;

  constructor() {
    const real = this.#real;
    const now = () => real.now() + this.#byMs;
    class Shifted extends real {
      constructor(...args: ConstructorParameters<typeof Date> | []) {
        // What is built of something is what it was built of.
        super(...((args.length === 0 ? [now()] : args) as [number]));
      }

      static override now(): number {
        return now();
      }
    }
    globalThis.Date = Shifted as DateConstructor;
  }

  /** By how much it is ahead of this machine's. */
  get shiftMs(): number {
    return this.#byMs;
  }

  /** It is this instant now. */
  set(instantMs: number): void {
    this.#byMs = instantMs - this.#real.now();
  }

  restore(): void {
    globalThis.Date = this.#real;
  }
}

const frenchDay = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Paris" });

/** Calendar day in France, `YYYY-MM-DD`. */
export function dayAt(instantMs: number): string {
  return frenchDay.format(instantMs);
}

/** The first instant of the next day in France. */
export function nextDayBegins(afterMs: number): number {
  const hourMs = 3_600_000;
  let instantMs = Math.ceil(afterMs / hourMs) * hourMs;
  while (dayAt(instantMs) === dayAt(afterMs)) instantMs += hourMs;
  return instantMs;
}
