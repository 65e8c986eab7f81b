import { stat } from "node:fs/promises";
import { type CryptoKey, importJWK } from "jose";
import { type GatewayKeySet, newKeySet, type PublicKeySet, publicKeySet } from "./gateway-key.js";
import { keyFileIn, openKeyFile } from "./key-file.js";

/** What signs now. */
export interface Signer {
  readonly key: CryptoKey;
  readonly keyId: string;
}

/** How often the key file is looked at. */
const lookEveryMs = 1_000;

/** The gateway's own keys, as they are now: a rotation by another process is noticed. */
export class KeyRing {
  #keys: GatewayKeySet;
  #signer: Promise<Signer>;
  #lookedAtMs: number;
  #stamp: string;

  private constructor(
    keys: GatewayKeySet,
    stamp: string,
    readonly folder: string | null,
    readonly now: () => Date,
    readonly log: (entry: string) => void,
  ) {
    this.#keys = keys;
    this.#signer = signerOf(keys);
    this.#stamp = stamp;
    this.#lookedAtMs = now().getTime();
  }

  /**
   * @param folder where the key file is kept; null for keys that live as long as the process.
   * @throws ConfigurationError when the key file holds something else.
   */
  static async open(
    folder: string | null,
    now: () => Date,
    log: (entry: string) => void,
  ): Promise<KeyRing> {
    const keys = folder === null ? await newKeySet() : await openKeyFile(folder);
    return new KeyRing(keys, folder === null ? "" : await stampOf(folder), folder, now, log);
  }

  async signer(): Promise<Signer> {
    await this.#look();
    return this.#signer;
  }

  async publicKeys(): Promise<PublicKeySet> {
    await this.#look();
    return publicKeySet(this.#keys, this.now());
  }

  async #look(): Promise<void> {
    const nowMs = this.now().getTime();
    if (this.folder === null || nowMs - this.#lookedAtMs < lookEveryMs) return;
    this.#lookedAtMs = nowMs;
    try {
      const stamp = await stampOf(this.folder);
      if (stamp === this.#stamp) return;
      this.#keys = await openKeyFile(this.folder);
      this.#signer = signerOf(this.#keys);
      this.#stamp = stamp;
    } catch {
      // The keys at hand still serve; a file gone bad must not stop those who ask.
      this.log("The gateway's key file cannot be read; it goes on with the keys it has");
    }
  }
}

async function signerOf({ signing }: GatewayKeySet): Promise<Signer> {
  const { kid, x, d } = signing;
  const key = await importJWK({ kty: "OKP", crv: "Ed25519", x, d }, "EdDSA");
  // Only symmetric keys are imported as bytes.
  return { key: key as CryptoKey, keyId: kid };
}

/** Changes whenever the file is replaced. */
async function stampOf(folder: string): Promise<string> {
  const { ino, mtimeMs, size } = await stat(keyFileIn(folder));
  return `${ino} ${mtimeMs} ${size}`;
}
