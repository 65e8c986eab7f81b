/** For whom something is remembered. */
export interface Owner {
  /** Code of the partner in the convention, which bounds how many there are. */
  readonly partner: string;
  readonly subject: string;
}

/** How much is remembered at most. */
export interface ShareLimits {
  readonly ofPartner: number;
  readonly ofSubject: number;
}

/** Room for what must not be forgotten: who has filled their share of it takes nobody else's. */
export class Shares {
  readonly #limits: ShareLimits;
  readonly #taken = new Map<string, number>();

  constructor(limits: ShareLimits) {
    this.#limits = limits;
  }

  /** @returns whether there was room. */
  take(owner: Owner): boolean {
    const { ofPartner, ofSubject } = this.#limits;
    const [partner, subject] = keysOf(owner);
    if (this.#of(partner) >= ofPartner || this.#of(subject) >= ofSubject) return false;
    for (const key of [partner, subject]) this.#taken.set(key, this.#of(key) + 1);
    return true;
  }

  giveBack(owner: Owner): void {
    for (const key of keysOf(owner)) {
      const left = this.#of(key) - 1;
      if (left > 0) this.#taken.set(key, left);
      else this.#taken.delete(key);
    }
  }

  #of(key: string): number {
    return this.#taken.get(key) ?? 0;
  }
}

function keysOf({ partner, subject }: Owner): readonly [string, string] {
  return [JSON.stringify([partner]), JSON.stringify([partner, subject])];
}
