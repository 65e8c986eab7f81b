import { Pool } from "undici";
import {
  CallerLeftError,
  failureBeforeAnswer,
  failureWithinAnswer,
  invalidAnswer,
  isReset,
  SubgraphFailure,
} from "./subgraph-failure.js";

const connectTimeoutMs = 1_000;
/** Shorter than the 65 s after which a subgraph closes an idle connection, so that the gateway closes first. */
const keepAliveMs = 30_000;
/** Far above any page of the contract, small enough to parse without holding the others up. */
const largestAnswerBytes = 10 * 1024 * 1024;
const readinessTimeoutMs = 2_500;

export interface PostTerms {
  /** For all attempts together, headers included. */
  readonly timeoutMs: number;
  /** Aborts when nobody waits for the answer any more. */
  readonly leaving: AbortSignal;
  /** Whether a connection that breaks before the answer may be tried once more. */
  readonly isRepeatable: boolean;
  /** Asked once for each attempt, since what is in them may serve only once. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  /** Characters of an answer that is still believed; no limit of its own where absent. */
  readonly largestAnswer?: number | undefined;
}

/** HTTP to one subgraph over connections that are kept open. */
export class SubgraphConnection {
  readonly #pool: Pool;
  readonly #path: string;

  constructor(url: string) {
    const { origin, pathname, search } = new URL(url);
    this.#path = pathname + search;
    this.#pool = new Pool(origin, {
      connections: 64,
      // One request at a time on a connection: a slow answer holds nobody else up.
      pipelining: 1,
      connect: { timeout: connectTimeoutMs },
      keepAliveTimeout: keepAliveMs,
      keepAliveMaxTimeout: keepAliveMs,
      maxResponseSize: largestAnswerBytes,
      // The total timeout of each request covers both.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
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
    const timer = setTimeout(() => deadline.abort(), timeoutMs);
    try {
      const signal = AbortSignal.any([deadline.signal, leaving]);
      const response = await this.#send(body, signal, terms);
      if (response.statusCode !== 200) {
        response.body.on("error", () => undefined).destroy();
        throw new SubgraphFailure("FAILED", `status ${response.statusCode}`);
      }
      const text = await response.body.text().catch((error: unknown) => {
        throw failureWithinAnswer(error);
      });
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

  /** Whether the subgraph says of itself that it can answer. */
  async isReady(): Promise<boolean> {
    try {
      const { statusCode, body } = await this.#pool.request({
        method: "GET",
        path: "/health/ready",
        signal: AbortSignal.timeout(readinessTimeoutMs),
      });
      await body.dump();
      return statusCode === 200;
    } catch {
      // Whatever went wrong, the answer is the same: it is not ready.
      return false;
    }
  }

  /** Breaks what is still under way. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #send(body: string, signal: AbortSignal, { isRepeatable, headers }: PostTerms) {
    const attempt = async () =>
      this.#pool.request({
        method: "POST",
        path: this.#path,
        headers: {
          ...(await untilAborted(headers(), signal)),
          "content-type": "application/json",
          accept: "application/json",
        },
        body,
        signal,
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

/** What is still under way when the time is over goes on without us. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw signal.reason;
  let stop = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop);
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
