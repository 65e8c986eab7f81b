import { BoundedMap } from "@palier/service";
import type { Leaving } from "./upstream.js";

interface Begun {
  readonly uid: string;
  readonly leaving: Leaving;
  readonly endsAtMs: number;
}

/** Sign-ins under way at most: more are turned away, and those under way go on. */
const most = 5_000;

/** Browsers that are at the provider upstream, or on their way back. */
export class SignInsUnderWay {
  readonly lifeMs = 10 * 60_000;
  readonly #now: () => number;
  /** By state. */
  readonly #begun = new Map<string, Begun>();
  /** The last state of each sign-in: one that leaves again has left once. */
  readonly #states = new BoundedMap<string, string>(most);
  /** Account by sign-in. */
  readonly #admitted = new Map<string, { readonly account: string; readonly endsAtMs: number }>();

  /** @param now in milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  get size(): number {
    this.#forget(this.#begun);
    return this.#begun.size;
  }

  /** @returns false where there are too many. */
  begin(uid: string, leaving: Leaving): boolean {
    this.#forget(this.#begun);
    const before = this.#states.get(uid);
    if (before === undefined && this.#begun.size >= most) return false;
    if (before !== undefined) this.#begun.delete(before);
    this.#begun.set(leaving.state, { uid, leaving, endsAtMs: this.#now() + this.lifeMs });
    this.#states.set(uid, leaving.state);
    return true;
  }

  /** What began under this state, once. */
  take(state: string): Begun | null {
    const begun = this.#begun.get(state);
    this.#begun.delete(state);
    return begun !== undefined && begun.endsAtMs > this.#now() ? begun : null;
  }

  admit(uid: string, account: string): void {
    this.#forget(this.#admitted);
    this.#admitted.set(uid, { account, endsAtMs: this.#now() + this.lifeMs });
  }

  /** The account that a sign-in has come to, once. */
  admitted(uid: string): string | undefined {
    const found = this.#admitted.get(uid);
    this.#admitted.delete(uid);
    return found !== undefined && found.endsAtMs > this.#now() ? found.account : undefined;
  }

  /** All last as long: the oldest come first. */
  #forget(map: Map<string, { readonly endsAtMs: number }>): void {
    for (const [key, { endsAtMs }] of map) {
      if (endsAtMs > this.#now()) return;
      map.delete(key);
    }
  }
}
