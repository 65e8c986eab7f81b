import type { Certificates } from "@palier/service";
import { buildConnector, Pool } from "undici";

/** Whether anybody is there, the network alone says. */
const connectTimeoutMs = 1_000;
/** Shorter than the 65 s after which a subgraph closes an idle connection, so that the gateway closes first. */
const keepAliveMs = 30_000;
/** Far above any page of the contract, small enough to parse without holding the others up. */
const largestAnswerBytes = 10 * 1024 * 1024;
/** Of what a subgraph says of itself, or a proxy in its place. */
const largestHealthBytes = 64 * 1024;

/** Connections to one subgraph, opened with the certificates of one moment. */
export class SubgraphPools {
  readonly questions: Pool;
  /** Not behind the questions: one that hangs must not keep a subgraph from saying that it lives. */
  readonly health: Pool;
  /** Thumbprint of the client certificate that these connections show; null: they show none. */
  readonly certificate: string | null;
  readonly #closing = new AbortController();
  #inUse = 0;
  #whenDone: (() => void) | null = null;

  /** @param handshakeMs how long a subgraph that is there may take until TLS stands. */
  constructor(origin: string, certificates: Certificates, handshakeMs: number) {
    const isSecure = origin.startsWith("https:");
    const connect = isSecure
      ? secureConnector(certificates, handshakeMs, this.#closing.signal)
      : { timeout: connectTimeoutMs };
    const { own } = certificates;
    const open = { connect, keepAliveTimeout: keepAliveMs, keepAliveMaxTimeout: keepAliveMs };
    this.certificate = isSecure && own !== null ? own.thumbprint : null;
    this.questions = new Pool(origin, {
      ...open,
      connections: 64,
      // One request at a time on a connection: a slow answer holds nobody else up.
      pipelining: 1,
      maxResponseSize: largestAnswerBytes,
      // The total timeout of each request covers both.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
    this.health = new Pool(origin, {
      ...open,
      connections: 2,
      maxResponseSize: largestHealthBytes,
    });
  }

  /** What is asked until `end` is asked over these connections, also when others take their place. */
  begin(): this {
    this.#inUse += 1;
    return this;
  }

  end(): void {
    this.#inUse -= 1;
    if (this.#inUse === 0) this.#whenDone?.();
  }

  /** Lets what is under way end; nothing more is asked over them. Resolves once they are closed. */
  async retire(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#whenDone = resolve;
      if (this.#inUse === 0) resolve();
    });
    for (const pool of [this.questions, this.health]) {
      if (!pool.closed && !pool.destroyed) await pool.close();
    }
  }

  /** Breaks what is still under way. */
  async destroy(): Promise<void> {
    // A pool waits for a connection that is still being opened.
    this.#closing.abort();
    await Promise.all([this.questions.destroy(), this.health.destroy()]);
  }
}

/**
 * The handshake is work of the subgraph's process as an answer is: one that is busy for a moment, since
 * it goes over to another version say, is not gone.
 */
function secureConnector(
  { own, authorities }: Certificates,
  handshakeMs: number,
  closing: AbortSignal,
): buildConnector.connector {
  const reach = buildConnector({ timeout: connectTimeoutMs });
  const secure = buildConnector({
    timeout: handshakeMs,
    ...(authorities !== null && { ca: [...authorities] }),
    ...(own !== null && { cert: own.certificate, key: own.key }),
  });
  return (address, callback) => {
    reach({ ...address, protocol: "http:" }, (error, httpSocket) => {
      if (error !== null) return callback(error, null);
      const end = () => httpSocket.destroy();
      if (closing.aborted) end();
      closing.addEventListener("abort", end);
      secure({ ...address, httpSocket }, (...answer) => {
        closing.removeEventListener("abort", end);
        callback(...answer);
      });
    });
  };
}
