import type { Certificates } from "@palier/service";
import { clockAheadMs, type Readiness, silent, stateIn } from "./readiness.js";
import {
  CallerLeftError,
  failureBeforeAnswer,
  failureOfStatus,
  failureWithinAnswer,
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
  readonly headers: (certificate: string | null) => Promise<Readonly<Record<string, string>>>;
  /** Is shown the headers of an answer with status 200. */
  readonly onHeaders?: ((headers: Readonly<Record<string, unknown>>) => Promise<void>) | undefined;
  /** Characters of an answer that is still believed; no limit of its own where absent. */
  readonly largestAnswer?: number | undefined;
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
    const { timeoutMs, leaving, largestAnswer = Number.POSITIVE_INFINITY } = terms;
    const deadline = new AbortController();
    const timer = afterReading(() => deadline.abort(), timeoutMs);
    try {
      const signal = AbortSignal.any([deadline.signal, leaving]);
      const response = await this.#send(body, signal, terms);
      if (response.statusCode !== 200) {
        response.body.on("error", () => undefined).destroy();
        throw failureOfStatus(response.statusCode);
      }
      const text = await response.body.text().catch((error: unknown) => {
        throw failureWithinAnswer(error);
      });
      await terms.onHeaders?.(response.headers);
      if (text.length > largestAnswer) throw invalidAnswer("the answer is larger than allowed");
      return parseJson(text);
    } catch (error) {
      if (leaving.aborted) throw new CallerLeftError();
      if (!deadline.signal.aborted) throw error;
      throw new SubgraphFailure("TIMED_OUT", `no whole answer within ${Math.round(timeoutMs)} ms`);
    } finally {
      clearTimeout(timer);
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
    const deadline = new AbortController();
    const timer = afterReading(() => deadline.abort(), timeoutMs);
    try {
      const { signal } = deadline;
      return await this.#pools.use(async ({ health }) => {
        const asked = health.request({ method: "GET", path, signal });
        const answer = await untilAborted(asked, signal);
        const { date } = answer.headers;
        return { status: answer.statusCode, text: await answer.body.text(), date: String(date) };
      });
    } catch {
      // Whatever went wrong, it has not said anything.
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  async #send(body: string, signal: AbortSignal, { isRepeatable, headers }: PostTerms) {
    const attempt = () =>
      this.#pools.use(async ({ questions, certificate }) => {
        const asked = questions.request({
          method: "POST",
          path: this.#path,
          headers: {
            ...(await untilAborted(headers(certificate), signal)),
            "content-type": "application/json",
            accept: "application/json",
          },
          body,
          signal,
        });
        return untilAborted(asked, signal);
      });
    try {
      return await attempt().catch((error: unknown) => {
        if (isRepeatable && isReset(error) && !signal.aborted) return attempt();
        throw error;
      });
    } catch (error) {
      throw error instanceof SubgraphFailure ? error : failureBeforeAnswer(error);
    }
  }
}

/**
 * Acts when the time is over and what has come in by then is read: a process that was busy finds its
 * timers due before it looks at its connections, and would take its own delay for the other side's.
 */
function afterReading(action: () => void, timeoutMs: number): NodeJS.Timeout {
  return setTimeout(() => setImmediate(action), timeoutMs);
}

/** What is still under way when the time is over goes on without us: undici ends no request that waits for a connection. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalidAnswer("the answer is not JSON", { cause });
  }
}
