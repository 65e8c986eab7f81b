import type { Certificates } from "@palier/service";
import { type Readiness, silent } from "./readiness.js";
import { type PostTerms, SubgraphConnection } from "./subgraph-connection.js";
import { SubgraphFailure } from "./subgraph-failure.js";

/** How often each instance is asked whether it lives, where there are several. */
const lookEveryMs = 1_000;

/** One address of a subgraph. */
interface Instance {
  readonly connection: SubgraphConnection;
  /** As far as is known: whoever does not answer is passed over until it says that it lives. */
  isAlive: boolean;
}

/**
 * One subgraph at several addresses, any of which can answer: questions go to those that live, in turn, and
 * one that an instance never took goes on to the next. An instance that is gone costs nobody an answer.
 */
export class SubgraphInstances {
  readonly #instances: readonly Instance[];
  /** Where there is one alone: nothing is chosen, and nothing goes on to another. */
  readonly #only: SubgraphConnection | null;
  readonly #looking: NodeJS.Timeout | undefined;
  #turn = 0;

  /**
   * @param urls One at least.
   * @param handshakeMs as of a connection.
   */
  constructor(urls: readonly string[], certificates?: Certificates, handshakeMs?: number) {
    this.#instances = urls.map((url) => ({
      connection: new SubgraphConnection(url, certificates, handshakeMs),
      isAlive: true,
    }));
    const [first, ...others] = this.#instances;
    this.#only = first !== undefined && others.length === 0 ? first.connection : null;
    if (others.length > 0) {
      this.#looking = setInterval(() => void this.look(), lookEveryMs).unref();
    }
  }

  /**
   * As a connection's, within the same time for all instances together.
   *
   * @throws SubgraphFailure of the last instance that was asked.
   */
  post(body: string, terms: PostTerms): Promise<unknown> {
    if (this.#only !== null) return this.#only.post(body, terms);
    const beganAt = performance.now();
    const left = () => terms.timeoutMs - (performance.now() - beganAt);
    const [first, ...others] = this.#inTurn();
    let answer = this.#ask(first, body, terms);
    for (const next of others) {
      answer = answer.catch((error: unknown) => {
        if (!isGone(error) || !terms.isRepeatable || left() <= 0) throw error;
        return this.#ask(next, body, { ...terms, timeoutMs: left() });
      });
    }
    return answer;
  }

  /** Of the first that is ready; of the first at all where none is. */
  async readiness(): Promise<Readiness> {
    const said = this.#instances.map(({ connection }) => connection.readiness());
    const ready = said.map(async (each) => {
      const readiness = await each;
      if (!readiness.isReady) throw new Error("no");
      return readiness;
    });
    return Promise.any(ready).catch(async () => (await said[0]) ?? silent);
  }

  async isAlive(): Promise<boolean> {
    const said = this.#instances.map(async ({ connection }) => {
      if (!(await connection.isAlive())) throw new Error("no");
    });
    return Promise.any(said).then(
      () => true,
      () => false,
    );
  }

  /** Asks each instance whether it lives: those that do are asked again, those that hang no more. */
  async look(): Promise<void> {
    await Promise.all(
      this.#instances.map(async (instance) => {
        instance.isAlive = await instance.connection.isAlive();
      }),
    );
  }

  /** Asks with other certificates from the next question on. */
  renew(certificates: Certificates): void {
    for (const { connection } of this.#instances) connection.renew(certificates);
  }

  /** Breaks what is still under way. */
  async close(): Promise<void> {
    clearInterval(this.#looking);
    await Promise.all(this.#instances.map(({ connection }) => connection.close()));
  }

  /** Those that live first; the others too, since nothing else is left when all seem gone. */
  #inTurn(): readonly Instance[] {
    this.#turn = (this.#turn + 1) % this.#instances.length;
    const turned = [...this.#instances.slice(this.#turn), ...this.#instances.slice(0, this.#turn)];
    return [
      ...turned.filter(({ isAlive }) => isAlive),
      ...turned.filter(({ isAlive }) => !isAlive),
    ];
  }

  async #ask(instance: Instance | undefined, body: string, terms: PostTerms): Promise<unknown> {
    if (instance === undefined) throw new SubgraphFailure("UNREACHABLE", "no address");
    try {
      return await instance.connection.post(body, terms);
    } catch (error) {
      if (isGone(error)) instance.isAlive = false;
      throw error;
    }
  }
}

/** Whether it never took the question: no connection, one that broke before the first byte, or it starts or stops. */
function isGone(error: unknown): boolean {
  return error instanceof SubgraphFailure && error.reason === "UNREACHABLE";
}
