/** A map that never holds more than so many entries: the one that was set first gives way. */
export class BoundedMap<K, V> extends Map<K, V> {
  /** @param most entries, at least one. */
  constructor(readonly most: number) {
    super();
  }

  /** An entry that is set anew is the youngest. */
  override set(key: K, value: V): this {
    this.delete(key);
    if (this.size >= this.most) this.#deleteOldest();
    return super.set(key, value);
  }

  #deleteOldest(): void {
    for (const oldest of this.keys()) {
      this.delete(oldest);
      return;
    }
  }
}
