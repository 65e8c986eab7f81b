import { createHash, createHmac } from "node:crypto";
import { isNativeError } from "node:util/types";
import type { Redis } from "iovalkey";
import type { Log } from "../log/log.js";
import { quietLog } from "../log/quiet-log.js";
import type { SharedMemoryConfig } from "./shared-memory-settings.js";

/** Longest that a request waits for it; then it is taken to be away. */
const commandTimeoutMs = 250;
const connectTimeoutMs = 1_000;
/** What did not answer is left alone so long: a request a second waits, and no more. */
const leftAloneMs = 1_000;
const longestRetryMs = 2_000;

/** A step that nobody comes between. */
export class SharedStep {
  readonly sha: string;

  /** @param lua its keys are in `KEYS`, what else it is given in `ARGV`. */
  constructor(readonly lua: string) {
    this.sha = createHash("sha1").update(lua).digest("hex");
  }
}

export interface SharedMemoryParts {
  /** Of those who share: others on the same server have other keys. */
  readonly name: string;
  readonly log: Log;
  /** Is told of what was decided without it. */
  readonly missed?: (use: string) => void;
}

/**
 * A Valkey or Redis in which processes that answer for one another remember what serves once, what is
 * spent and who has left. It may be away at any time: whoever asks it is told so within a moment, and
 * decides by itself.
 */
export class SharedMemory {
  readonly #client: Redis;
  readonly #prefix: string;
  readonly #secret: string;
  readonly #note: (kind: string, entry: string) => void;
  readonly #log: Log;
  readonly #missed: (use: string) => void;
  readonly #back: (() => Promise<void>)[] = [];
  #isAway = true;
  #leftAloneUntilMs = 0;

  private constructor(
    client: Redis,
    { password }: SharedMemoryConfig,
    { name, log, missed = () => undefined }: SharedMemoryParts,
  ) {
    this.#client = client;
    // In braces: all keys of one name are on one node of a cluster.
    this.#prefix = `palier:{${name}}`;
    this.#secret = password ?? name;
    this.#log = log;
    this.#note = quietLog(log, () => performance.now());
    this.#missed = missed;
    client.on("error", (error) => this.#fails(error));
    client.on("close", () => this.#fails(new Error("the connection has ended")));
    client.on("ready", () => this.#returns());
  }

  /** Whether it is there or not: whoever needs it goes on without. */
  static async open(config: SharedMemoryConfig, parts: SharedMemoryParts): Promise<SharedMemory> {
    // Loaded only where it is configured.
    const { Redis: Client } = await import("iovalkey");
    const { host, port, username, password, database, isTls, authorities } = config;
    const client = new Client({
      host,
      port,
      db: database,
      ...(username !== null && { username }),
      ...(password !== null && { password }),
      ...(isTls && { tls: authorities === null ? {} : { ca: authorities } }),
      connectionName: "palier",
      lazyConnect: true,
      // Nothing waits for it to come back, and nothing is sent twice.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      commandTimeout: commandTimeoutMs,
      connectTimeout: connectTimeoutMs,
      retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 10), longestRetryMs),
    });
    const memory = new SharedMemory(client, config, parts);
    await client.connect().catch(() => undefined);
    return memory;
  }

  get isAway(): boolean {
    return this.#isAway;
  }

  /** Is told each time that it is there again: it may have forgotten what it knew, or have missed something. */
  whenBack(tell: () => Promise<void>): void {
    this.#back.push(tell);
  }

  /**
   * A key. Names of persons, sessions and statements are in it as digests, under the password that
   * guards the rest: a copy of the memory names nobody.
   */
  key(kind: string, ...ids: readonly string[]): string {
    if (ids.length === 0) return `${this.#prefix}:${kind}`;
    return `${this.#prefix}:${kind}:${this.digest(...ids)}`;
  }

  digest(...ids: readonly string[]): string {
    return createHmac("sha256", this.#secret).update(JSON.stringify(ids)).digest("base64url");
  }

  /**
   * @param use what is decided, as it is counted where it has to be decided without.
   * @returns null while it is away.
   */
  async run(
    use: string,
    { sha, lua }: SharedStep,
    keys: readonly string[],
    values: readonly (string | number)[] = [],
  ): Promise<unknown> {
    const count = keys.length;
    return this.#ask(use, async (client) => {
      try {
        return await client.evalsha(sha, count, ...keys, ...values);
      } catch (error) {
        if (!isNativeError(error) || !error.message.startsWith("NOSCRIPT")) throw error;
        return client.eval(lua, count, ...keys, ...values);
      }
    });
  }

  /** Remembers an id so long. @returns whether nobody had; null while it is away. */
  async remember(use: string, key: string, seconds: number): Promise<boolean | null> {
    const said = await this.#ask(use, async (client) => ({
      reply: await client.set(key, "1", "EX", Math.max(1, Math.ceil(seconds)), "NX"),
    }));
    return said === null ? null : said.reply === "OK";
  }

  /** Remembers many at once, after it was away; those that it knows stay as they are. */
  async rememberAll(entries: readonly { readonly key: string; readonly seconds: number }[]) {
    await this.#ask("again", async (client) => {
      const pipeline = client.pipeline();
      for (const { key, seconds } of entries) {
        pipeline.set(key, "1", "EX", Math.max(1, Math.ceil(seconds)), "NX");
      }
      return (await pipeline.exec()) ?? [];
    });
  }

  async stop(): Promise<void> {
    this.#client.removeAllListeners("close");
    this.#client.disconnect();
  }

  async #ask<T>(use: string, ask: (client: Redis) => Promise<T>): Promise<T | null> {
    const isLeftAlone = this.#isAway && performance.now() < this.#leftAloneUntilMs;
    if (this.#client.status === "ready" && !isLeftAlone) {
      // Of those who come now one finds out.
      if (this.#isAway) this.#leftAloneUntilMs = performance.now() + leftAloneMs;
      try {
        const answer = await ask(this.#client);
        this.#returns();
        return answer;
      } catch (error) {
        this.#fails(error);
      }
    }
    this.#missed(use);
    return null;
  }

  #fails(error: unknown): void {
    this.#isAway = true;
    this.#leftAloneUntilMs = performance.now() + leftAloneMs;
    const why = isNativeError(error) ? error.message : "no reason";
    this.#note("away", `The shared memory is away; this process decides by itself: ${why}`);
  }

  #returns(): void {
    if (!this.#isAway) return;
    this.#isAway = false;
    this.#log("The shared memory is there");
    for (const tell of this.#back) {
      tell().catch((error: unknown) => {
        this.#note("again", `The shared memory could not be told again: ${String(error)}`);
      });
    }
  }
}
