import { signaturesStamp } from "@palier/landlord-store";
import type { EntityManager } from "typeorm";

/** What is signed counts within two seconds, of which it takes some to go over. */
const lookEveryMs = 1_500;

/** Tells when the landlord has signed something, and lets one change of what is served follow another. */
export class FollowedSignatures {
  readonly #store: Pick<EntityManager, "query">;
  readonly #reference: string;
  readonly #changed: () => Promise<void>;
  #seen: string | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  /** @param changed is told once of what was signed or forgotten. */
  constructor(
    store: Pick<EntityManager, "query">,
    reference: string,
    changed: () => Promise<void>,
  ) {
    this.#store = store;
    this.#reference = reference;
    this.#changed = changed;
  }

  /** To be called before the texts are read for the first time. */
  async noteSigned(): Promise<void> {
    this.#seen = await signaturesStamp(this.#store, this.#reference);
  }

  /** One look; of a change that fails it tells again at the next one. */
  look(): Promise<void> {
    return this.inTurn(async () => {
      const stamp = await signaturesStamp(this.#store, this.#reference);
      if (stamp === this.#seen) return;
      await this.#changed();
      this.#seen = stamp;
    });
  }

  /** @param failed is told why a look failed; what is served stays as it is then. */
  start(failed: (error: unknown) => void): void {
    this.#timer = setInterval(() => void this.look().catch(failed), lookEveryMs).unref();
  }

  inTurn<T>(change: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(change);
    this.#turn = next.catch(() => undefined);
    return next;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#turn;
  }
}
