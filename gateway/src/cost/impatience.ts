import { BoundedMap } from "@palier/service";
import type { Asker } from "../turns/asker.js";

/** Refusals of one wait that are worth reading a document for. */
const mostRefusals = 10;
/** Longer than this nobody is refused unread. */
const longestWaitMs = 10_000;
const mostPersons = 10_000;

interface Wait {
  readonly untilMs: number;
  readonly refusals: number;
}

/**
 * Who goes on asking while it was told to wait: refused without being read until that time, since a
 * refusal that is read first costs what a small answer does.
 */
export class Impatience {
  readonly #waits = new BoundedMap<string, Wait>(mostPersons);

  /** @param now milliseconds of a clock that only goes forward. */
  constructor(private readonly now: () => number) {}

  refused({ partner, person }: Asker, retryAfterSeconds: number): void {
    const key = JSON.stringify([partner, person]);
    const wait = this.#waits.get(key);
    const isNew = wait === undefined || wait.untilMs <= this.now();
    const waitMs = Math.min(longestWaitMs, retryAfterSeconds * 1_000);
    this.#waits.set(key, {
      untilMs: isNew ? this.now() + waitMs : wait.untilMs,
      refusals: isNew ? 1 : wait.refusals + 1,
    });
  }

  /** Whole seconds for which somebody is refused unread; 0 for who is read. */
  secondsUnread({ partner, person }: Asker): number {
    const wait = this.#waits.get(JSON.stringify([partner, person]));
    if (wait === undefined || wait.refusals < mostRefusals) return 0;
    return Math.max(0, Math.ceil((wait.untilMs - this.now()) / 1_000));
  }
}
