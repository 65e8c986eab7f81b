import { BoundedMap } from "./bounded-map.js";

/** Something that holds until a time. */
export interface Kept<V> {
  readonly value: V;
  /** Milliseconds since 1970. */
  readonly expiresAtMs: number;
}

/**
 * Values that are costly to come by, kept while they hold. Who asks for the same at the same time
 * shares one attempt; one that fails is not kept.
 */
export class KeptValues<V> {
  readonly #kept: BoundedMap<string, Kept<V>>;
  readonly #underWay = new Map<string, Promise<V>>();

  /**
   * @param most values kept; the oldest goes first.
   * @param leadMs time before its end at which a value is replaced.
   */
  constructor(
    most: number,
    readonly leadMs: number,
    readonly now: () => Date,
  ) {
    this.#kept = new BoundedMap(most);
  }

  /**
   * @returns what is kept at once: whoever asks at every step would else wait for nothing.
   * @throws whatever keeps `make` from making it.
   */
  get(key: string, make: () => Promise<Kept<V>>): V | Promise<V> {
    const kept = this.#kept.get(key);
    if (kept !== undefined && kept.expiresAtMs - this.leadMs > this.now().getTime()) {
      return kept.value;
    }
    const underWay = this.#underWay.get(key);
    if (underWay !== undefined) return underWay;
    const making = this.#make(key, make);
    this.#underWay.set(key, making);
    return making;
  }

  async #make(key: string, make: () => Promise<Kept<V>>): Promise<V> {
    try {
      const made = await make();
      this.#kept.set(key, made);
      return made.value;
    } finally {
      this.#underWay.delete(key);
    }
  }
}
