import type { Owner } from "../memory/shares.js";
import type { UsedOnce } from "../memory/used-once.js";
import type { SharedMemory } from "./shared-memory.js";

/** Told at once, after the memory was away. */
const atOnce = 1_000;

/**
 * Ids that serve once at all processes that share a memory. Each knows its own besides: what was used
 * here is refused here, whatever became of the memory, and the memory is told again once it is back.
 */
export class SharedUsedOnce {
  readonly #own: UsedOnce;
  readonly #memory: SharedMemory | null;
  readonly #kind: string;

  /**
   * @param kind names the ids among others.
   * @param memory null for a process alone.
   */
  constructor(kind: string, own: UsedOnce, memory: SharedMemory | null, now: () => Date) {
    this.#kind = kind;
    this.#own = own;
    this.#memory = memory;
    memory?.whenBack(async () => {
      const entries = [...own.remembered(now().getTime() / 1000)].map(([id, seconds]) => {
        return { key: memory.key(kind, id), seconds };
      });
      for (let from = 0; from < entries.length; from += atOnce) {
        await memory.rememberAll(entries.slice(from, from + atOnce));
      }
    });
  }

  /**
   * @param expiresAt seconds since 1970.
   * @param now seconds since 1970.
   * @returns whether this is the id's first use, as far as anybody knows.
   */
  async use(id: string, expiresAt: number, now: number, owner: Owner): Promise<boolean> {
    if (!this.#own.use(id, expiresAt, now, owner)) return false;
    if (this.#memory === null) return true;
    const seconds = expiresAt + this.#own.toleranceSeconds - now;
    return (
      (await this.#memory.remember(this.#kind, this.#memory.key(this.#kind, id), seconds)) ?? true
    );
  }
}
