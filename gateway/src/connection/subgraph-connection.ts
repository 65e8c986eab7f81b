import type { Certificates } from "@palier/service";
import type { Dispatcher } from "undici";
import { ComingAnswer, type WholeAnswer } from "./coming-answer.js";
import { Patience } from "./patience.js";
import { clockAheadMs, type Readiness, silent, stateIn } from "./readiness.js";
import {
  CallerLeftError,
  failureBeforeAnswer,
  invalidAnswer,
  isReset,
  SubgraphFailure,
  saysNobodyIsThere,
} from "./subgraph-failure.js";
import { SubgraphPools } from "./subgraph-pools.js";

/** None of our own, and the system's authorities. */
const usual: Certificates = { own: null, authorities: null };

const readinessTimeoutMs = 2_500;
const livenessTimeoutMs = 1_000;

type AskedHeaders = Readonly<Record<string, string>>;

export interface PostTerms {
  /** For all attempts together, headers included. */
  readonly timeoutMs: number;
  /** Aborts when nobody waits for the answer any more. */
  readonly leaving: AbortSignal;
  /** Whether a connection that breaks before the answer may be tried once more. */
  readonly isRepeatable: boolean;
  /**
   * Asked once for each attempt, since what is in them may serve only once.
   *
   * @param certificate thumbprint of the client certificate that the attempt shows; null: none.
   */
  readonly headers: (certificate: string | null) => AskedHeaders | Promise<AskedHeaders>;
  /** Is shown the headers of an answer with status 200; null where there is nothing to wait for. */
  readonly onHeaders?:
    | ((headers: Readonly<Record<string, unknown>>) => Promise<void> | null)
    | undefined;
  /** Characters of an answer that is still believed; no limit of its own where absent. */
  readonly largestAnswer?: number | undefined;
}

/** With all attempts at it. */
interface Question {
  readonly body: string;
  readonly terms: PostTerms;
  readonly patience: Patience;
  readonly pools: SubgraphPools;
}

interface HealthAnswer {
  readonly status: number;
  readonly text: string;
  readonly date: string;
}

/** HTTP to one subgraph over connections that are kept open. */
export class SubgraphConnection {
  readonly #origin: string;
  readonly #path: string;
  readonly #handshakeMs: number;
  #pools: SubgraphPools;
  /** Of before certificates were replaced, which end what they had begun. */
  readonly #retired = new Set<SubgraphPools>();

  /** @param handshakeMs how long a subgraph that is there may take until TLS stands. */
  constructor(url: string, certificates: Certificates = usual, handshakeMs = 5_000) {
    const { origin, pathname, search } = new URL(url);
    this.#origin = origin;
    this.#path = pathname + search;
    this.#handshakeMs = handshakeMs;
    this.#pools = new SubgraphPools(origin, certificates, handshakeMs);
  }

  /** Asks with other certificates from the next question on. */
  renew(certificates: Certificates): void {
    const before = this.#pools;
    this.#pools = new SubgraphPools(this.#origin, certificates, this.#handshakeMs);
    this.#retired.add(before);
    void before.retire().finally(() => this.#retired.delete(before));
  }

  /**
   * Posts a JSON text and gives the JSON that comes back.
   *
   * @throws SubgraphFailure
   * @throws CallerLeftError
   */
  async post(body: string, terms: PostTerms): Promise<unknown> {
    const { timeoutMs, leaving, onHeaders, largestAnswer = Number.POSITIVE_INFINITY } = terms;
    const patience = new Patience(timeoutMs, leaving);
    const pools = this.#pools.begin();
    const question = { body, terms, patience, pools };
    try {
      let answer: WholeAnswer;
      try {
        answer = await this.#attempt(question);
      } catch (error) {
        answer = await this.#attemptAgain(question, error);
      }
      const told = onHeaders?.(answer.headers) ?? null;
      if (told !== null) await told;
      const { text } = answer;
      if (text.length > largestAnswer) throw invalidAnswer("the answer is larger than allowed");
      return parseJson(text);
    } catch (error) {
      if (leaving.aborted) throw new CallerLeftError();
      if (!patience.isOutOfTime) throw error;
      throw new SubgraphFailure("TIMED_OUT", `no whole answer within ${Math.round(timeoutMs)} ms`);
    } finally {
      patience.end();
      pools.end();
    }
  }

  /** What the subgraph says of itself when it is asked whether it can answer. */
  async readiness(): Promise<Readiness> {
    const sentMs = Date.now();
    const answer = await this.#health("/health/ready", readinessTimeoutMs);
    if (answer === null) return silent;
    return {
      isReady: answer.status === 200,
      convention: stateIn(answer.text),
      clockAheadMs: clockAheadMs(answer.date, sentMs, Date.now()),
    };
  }

  /** Whether the subgraph itself answers a question that costs it nothing, whatever the answer. */
  async isAlive(): Promise<boolean> {
    const answer = await this.#health("/health/live", livenessTimeoutMs);
    return answer !== null && !saysNobodyIsThere(answer.status);
  }

  /** Breaks what is still under way. */
  async close(): Promise<void> {
    await Promise.all([this.#pools, ...this.#retired].map((pools) => pools.destroy()));
  }

  /** @returns null for no answer in time. */
  async #health(path: string, timeoutMs: number): Promise<HealthAnswer | null> {
    const patience = new Patience(timeoutMs, null);
    const pools = this.#pools.begin();
    try {
      const ask = () => ({ method: "GET", path }) as const;
      const { status, headers, text } = await answerOf(pools.health, ask, isAnyStatus, patience);
      return { status, text, date: String(headers.date) };
    } catch {
      // Whatever went wrong, it has not said anything.
      return null;
    } finally {
      patience.end();
      pools.end();
    }
  }

  #attempt({ body, terms, patience, pools }: Question): Promise<WholeAnswer> {
    const asked = (proofs: AskedHeaders) =>
      ({
        method: "POST",
        path: this.#path,
        headers: { ...proofs, "content-type": "application/json", accept: "application/json" },
        body,
      }) as const;
    const ask = () => {
      const proofs = terms.headers(pools.certificate);
      return proofs instanceof Promise ? proofs.then(asked) : asked(proofs);
    };
    return answerOf(pools.questions, ask, isOk, patience);
  }

  /** @param broken why the first attempt brought nothing. */
  async #attemptAgain(question: Question, broken: unknown): Promise<WholeAnswer> {
    const { terms, patience } = question;
    try {
      if (!terms.isRepeatable || !isReset(broken) || patience.hasEnded) throw broken;
      return await this.#attempt(question);
    } catch (error) {
      throw error instanceof SubgraphFailure ? error : failureBeforeAnswer(error);
    }
  }
}

/** @param ask says what is asked, at once where it need not wait for proofs. */
function answerOf(
  pool: Dispatcher,
  ask: () => Dispatcher.DispatchOptions | Promise<Dispatcher.DispatchOptions>,
  isRead: (status: number) => boolean,
  patience: Patience,
): Promise<WholeAnswer> {
  return new Promise((resolve, reject) => {
    const coming = new ComingAnswer(isRead, resolve, reject);
    patience.wait(coming);
    if (coming.isGivenUp) return;
    const asked = ask();
    if (asked instanceof Promise) asked.then((each) => coming.ask(pool, each)).catch(reject);
    else coming.ask(pool, asked);
  });
}

function isOk(status: number): boolean {
  return status === 200;
}

function isAnyStatus(): boolean {
  return true;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalidAnswer("the answer is not JSON", { cause });
  }
}
