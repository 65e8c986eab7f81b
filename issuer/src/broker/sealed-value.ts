import { randomBytes } from "node:crypto";
import { EncryptJWT, jwtDecrypt } from "jose";

const life = "10m";

/**
 * What a browser carries for the broker while somebody signs in: sealed by a key of this process, so
 * that nothing of it is kept here, and strangers with many browsers fill no memory.
 */
export class SealedValue<T extends object> {
  readonly lifeMs = 10 * 60_000;
  readonly #key = randomBytes(32);

  /** @param purpose what it is: one is not taken for another. */
  constructor(readonly purpose: string) {}

  seal(value: T): Promise<string> {
    return new EncryptJWT({ value })
      .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
      .setAudience(this.purpose)
      .setExpirationTime(life)
      .encrypt(this.#key);
  }

  /** Null for what this process has not sealed, or longer ago than a sign-in lasts. */
  async open(text: string | undefined): Promise<T | null> {
    try {
      const { payload } = await jwtDecrypt<{ readonly value: T }>(text ?? "", this.#key, {
        audience: this.purpose,
        contentEncryptionAlgorithms: ["A256GCM"],
      });
      return payload.value;
    } catch {
      // Whatever is wrong with it: there is no such sign-in.
      return null;
    }
  }
}
