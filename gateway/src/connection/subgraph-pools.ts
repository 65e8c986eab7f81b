import type { Certificates } from "@palier/service";
import { Pool } from "undici";

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
  #inUse = 0;
  #whenDone: (() => void) | null = null;

  constructor(origin: string, { own, authorities }: Certificates) {
    const isSecure = origin.startsWith("https:");
    const connect = {
      timeout: connectTimeoutMs,
      ...(authorities !== null && { ca: [...authorities] }),
      ...(own !== null && { cert: own.certificate, key: own.key }),
    };
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

  /** What is asked within this time is asked over these connections, also when others take their place. */
  async use<T>(work: (pools: SubgraphPools) => Promise<T>): Promise<T> {
    this.#inUse += 1;
    try {
      return await work(this);
    } finally {
      this.#inUse -= 1;
      if (this.#inUse === 0) this.#whenDone?.();
    }
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
    await Promise.all([this.questions.destroy(), this.health.destroy()]);
  }
}
