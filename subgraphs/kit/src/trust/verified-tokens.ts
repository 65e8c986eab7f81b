import { hash } from "node:crypto";
import type { Verified } from "@palier/schema";
import { BoundedMap } from "@palier/service";

/** Verifies a token and tells its claims. */
export type Verification<T> = (token: string, now: Date) => Promise<Verified<T>>;

/** Sessions that one node has at a time, with room to spare; an entry is about one kilobyte. */
const defaultCapacity = 5_000;

/**
 * Verifies each token once: its claims are remembered under the SHA-256 of its bytes until it
 * expires. Only tokens that hold are remembered, so nobody can fill the memory with others. A key
 * that is withdrawn goes on counting for as long as its last tokens live.
 */
export class VerifiedTokens<T extends { readonly exp: number }> {
  readonly #verification: Verification<T>;
  readonly #isKept: (claims: T) => boolean;
  readonly #remembered: BoundedMap<string, T>;

  /**
   * @param isKept tells the tokens that may come again.
   * @param capacity tokens kept at most; the one that came first gives way.
   */
  constructor(
    verification: Verification<T>,
    isKept: (claims: T) => boolean = () => true,
    capacity = defaultCapacity,
  ) {
    this.#verification = verification;
    this.#isKept = isKept;
    this.#remembered = new BoundedMap(capacity);
  }

  async verify(token: string, now: Date): Promise<Verified<T>> {
    const key = hash("sha256", token, "base64url");
    const known = this.#remembered.get(key);
    if (known !== undefined && known.exp * 1000 > now.getTime()) return { ok: true, value: known };
    this.#remembered.delete(key);
    const verified = await this.#verification(token, now);
    if (verified.ok && this.#isKept(verified.value)) this.#remembered.set(key, verified.value);
    return verified;
  }
}
