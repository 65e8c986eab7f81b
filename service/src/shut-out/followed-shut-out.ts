import { isNativeError } from "node:util/types";
import { isShutOut, longestShutOutList, type ShutOutList, type Verified } from "@palier/schema";
import type { Log } from "../log/log.js";

/** Whether somebody is shut out; unknown where there is no list, or none that is new enough. */
export type ShutOutVerdict = "IN" | "OUT" | "UNKNOWN";

export interface ShutOutTerms {
  /** Address of the gateway's list. */
  readonly url: string;
  /** Somebody wrote the address down: where it leads to no list, it is mistyped. */
  readonly isWritten?: boolean;
  /** Whose certificates are believed. */
  readonly fetch: typeof fetch;
  readonly verify: (text: string) => Promise<Verified<ShutOutList>>;
  /** How long a list serves after it was last heard of. */
  readonly patienceMs: number;
  /** Milliseconds from any beginning, by what no setting of a clock moves. */
  readonly elapsedMs: () => number;
  readonly log: Log;
}

const timeoutMs = 3_000;
const lookEveryMs = 2_000;
/** Of a gateway that does not answer. */
const longestPauseMs = 10_000;

/**
 * Whom the convention's host has shut out, as the gateway's list says it, asked for every two seconds.
 * A gateway that says it keeps no such list shuts out nobody; one that did before is not believed.
 */
export class FollowedShutOut {
  readonly #terms: ShutOutTerms;
  #list: ShutOutList | null = null;
  /** When a list, or that there is none, was last heard. */
  #heardMs: number | null = null;
  #problem: string | null = null;
  #looking: Promise<void> | null = null;
  #failures = 0;

  constructor(terms: ShutOutTerms) {
    this.#terms = terms;
  }

  /**
   * Whoever asks before anything was heard waits for one look, also after some that failed: a gateway
   * that starts after its nodes is there with its first question.
   */
  async verdict(issuer: string, subject: string): Promise<ShutOutVerdict> {
    if (this.#heardMs === null) await this.look();
    return this.verdictNow(issuer, subject);
  }

  /** By what has been heard so far. */
  verdictNow(issuer: string, subject: string): ShutOutVerdict {
    const ageMs = this.ageMs();
    if (this.#list !== null && isShutOut(this.#list, issuer, subject)) return "OUT";
    return ageMs === null || ageMs > this.#terms.patienceMs ? "UNKNOWN" : "IN";
  }

  /** Since the list was last heard of; null where it never was. */
  ageMs(): number | null {
    return this.#heardMs === null ? null : this.#terms.elapsedMs() - this.#heardMs;
  }

  /** Why the list is not known as it stands now, in words; null where it is. */
  problem(): string | null {
    if (this.#problem === null) return null;
    const ageMs = this.ageMs();
    const held = ageMs === null ? "none" : `the one of ${Math.round(ageMs / 1_000)} s ago`;
    return `the list of people shut out: ${this.#problem}; in force is ${held}`;
  }

  /** @throws Error where nobody is let in any more, since the list was last heard of too long ago. */
  requireKnown(): void {
    const ageMs = this.ageMs();
    if (ageMs !== null && ageMs > this.#terms.patienceMs) {
      throw new Error(this.problem() ?? "the list of people shut out is too old");
    }
  }

  /** One question to the gateway; who asks at the same time shares it. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  /** Looks again and again, until it is stopped. */
  start(): { stop(): void } {
    let timer: NodeJS.Timeout | undefined;
    let isStopped = false;
    const lookAgain = () => {
      if (isStopped) return;
      const pauseMs = Math.min(lookEveryMs * 2 ** this.#failures, longestPauseMs);
      timer = setTimeout(() => void this.look().then(lookAgain), pauseMs).unref();
    };
    void this.look().then(lookAgain);
    return {
      stop: () => {
        isStopped = true;
        clearTimeout(timer);
      },
    };
  }

  async #look(): Promise<void> {
    const problem = await this.#adopt().catch((error: unknown) =>
      isNativeError(error) ? error.message : "it cannot be read",
    );
    if (problem === null) {
      this.#heardMs = this.#terms.elapsedMs();
      this.#failures = 0;
    } else {
      this.#failures += 1;
    }
    this.#tell(problem);
  }

  /** @returns why the list that was heard is not taken; null where it is. */
  async #adopt(): Promise<string | null> {
    const { url, isWritten = false, fetch: ask, verify, log } = this.#terms;
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await ask(url, { signal, redirect: "error" });
    if (response.status === 404 && this.#list === null && !isWritten) {
      await response.body?.cancel();
      if (this.#heardMs === null)
        log(`The gateway keeps no list of people shut out: ${url}`, "warn");
      return null;
    }
    if (response.status !== 200) {
      await response.body?.cancel();
      return `${url} answers ${response.status}`;
    }
    const verified = await verify(await textOf(response));
    if (!verified.ok) return `it is refused (${verified.problem})`;
    const before = this.#list;
    const { sequence, entries } = verified.value;
    if (before !== null && sequence < before.sequence) {
      return `the gateway tells number ${sequence}, which is older than ${before.sequence}`;
    }
    this.#list = verified.value;
    if (before?.sequence !== sequence) {
      log(`The list of people shut out is in force: number ${sequence}, ${entries.size} people`);
    }
    return null;
  }

  /** Once for each change. */
  #tell(problem: string | null): void {
    const { log } = this.#terms;
    if (problem !== null && this.#problem !== problem) {
      log(`The list of people shut out cannot be followed: ${problem}`, "warn");
    }
    if (problem === null && this.#problem !== null)
      log("The list of people shut out is read again");
    this.#problem = problem;
  }
}

/** Bytes, as far as a list may go. */
async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > longestShutOutList) throw new Error("it is longer than a list may be");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
