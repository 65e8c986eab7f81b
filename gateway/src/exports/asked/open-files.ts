import { RateLimitedError } from "@palier/schema";
import type { Caller } from "../../identity/callers.js";
import { type Asker, askerOf } from "../../turns/asker.js";
import { NotAnsweredError } from "./not-answered.js";

/** Files that are being written: each holds a page in memory while its reader takes its time. */
const mostOfPerson = 2;
const mostOfPartner = 6;
const mostOfAll = 20;
/** Seconds after which to ask again: a file is some pages. */
const retryAfterSeconds = 10;

const anybody: Asker = { partner: "", person: "" };

/** How many files are being written, and for whom. */
export class OpenFiles {
  /** By partner, and by person of a partner. */
  readonly #open = new Map<string, number>();
  #count = 0;

  /**
   * @returns ends it.
   * @throws NotAnsweredError where there are as many as may be.
   */
  begin(caller: Pick<Caller, "session"> | null): () => void {
    const { partner, person } = caller === null ? anybody : askerOf(caller.session);
    const key = JSON.stringify([partner, person]);
    const partnerKey = JSON.stringify([partner]);
    const isFull =
      this.#count >= mostOfAll ||
      this.#openOf(partnerKey) >= mostOfPartner ||
      this.#openOf(key) >= mostOfPerson;
    if (isFull) throw tooMany();
    this.#change(1, partnerKey, key);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      this.#change(-1, partnerKey, key);
    };
  }

  #openOf(key: string): number {
    return this.#open.get(key) ?? 0;
  }

  #change(by: 1 | -1, ...keys: readonly string[]): void {
    this.#count += by;
    for (const key of keys) {
      const open = this.#openOf(key) + by;
      if (open === 0) this.#open.delete(key);
      else this.#open.set(key, open);
    }
  }
}

function tooMany(): NotAnsweredError {
  const { message, extensions } = new RateLimitedError();
  const details = { ...extensions, reason: "BUSY", retryAfterSeconds };
  return new NotAnsweredError({
    status: 429,
    headers: { "retry-after": `${retryAfterSeconds}` },
    errors: [{ message, extensions: details }],
  });
}
