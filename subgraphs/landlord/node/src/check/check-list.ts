import { isNativeError } from "node:util/types";

/** What became of one thing that a node needs. */
export interface Checked {
  /** What was tried: "database". */
  readonly what: string;
  readonly outcome: "ok" | "wrong" | "not tried";
  /** What was found, or what to do. */
  readonly words: string;
}

/** Tries one thing after the other; what rests on something that is wrong is not tried. */
export class CheckList {
  readonly #checked: Checked[] = [];

  /**
   * @param attempt gives what was found, in words; what it throws is wrong. Null: there is nothing to
   *   try, for the reason in `needs`.
   * @param needs why it cannot be tried; null where it can.
   * @returns whether it is ok.
   */
  async try(
    what: string,
    needs: string | null,
    attempt: () => string | Promise<string>,
  ): Promise<boolean> {
    if (needs !== null) {
      this.#checked.push({ what, outcome: "not tried", words: needs });
      return false;
    }
    try {
      this.#checked.push({ what, outcome: "ok", words: await attempt() });
      return true;
    } catch (error) {
      const words = isNativeError(error) ? error.message : String(error);
      this.#checked.push({ what, outcome: "wrong", words });
      return false;
    }
  }

  get checked(): readonly Checked[] {
    return this.#checked;
  }
}
