import { createHmac } from "node:crypto";

const leastKeyLength = 32;

/**
 * An order among the sites of a line that nobody foretells without the key: which of several equal
 * cells is withheld says nothing of what they hold. The same key gives the same order.
 */
export class KeyedOrder {
  private readonly sites = new Map<string, number>();

  readonly #key: string;

  constructor(key: string) {
    // Whoever can try all keys learns which of several tables would have withheld the same cells.
    if (key.length < leastKeyLength) {
      throw new Error(`The key of the figures has fewer than ${leastKeyLength} characters`);
    }
    this.#key = key;
  }

  /** @returns What ranks a site in the line; equal for two sites once in 2³² at most. */
  of(line: string): (site: string) => number {
    const seed = this.hash("line", line);
    return (site) => mixed(seed ^ this.ofSite(site));
  }

  /** Whether the key picks the line out, as it does one of so many. */
  picks(line: string, oneOf: number): boolean {
    return this.hash("pick", line) % oneOf === 0;
  }

  private ofSite(site: string): number {
    const known = this.sites.get(site);
    if (known !== undefined) return known;
    const found = this.hash("site", site);
    this.sites.set(site, found);
    return found;
  }

  private hash(kind: string, name: string): number {
    return createHmac("sha256", this.#key).update(`${kind}\u0000${name}`).digest().readUInt32LE(0);
  }
}

/** Every bit of the outcome hangs on every bit of the number. */
function mixed(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
