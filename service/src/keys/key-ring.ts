import { isNativeError } from "node:util/types";
import { generateSigningKey } from "@palier/schema";
import { type CryptoKey, createLocalJWKSet, importJWK, type JWTVerifyGetKey } from "jose";
import { firstKey } from "./key-file.js";
import { KeyFolder } from "./key-folder.js";
import type { KeyKind } from "./key-kinds.js";
import {
  type KeptKey,
  type PublicKeySet,
  publicKeySet,
  type ScheduledKey,
  scheduled,
} from "./key-schedule.js";

/** What signs now. */
export interface Signer {
  readonly key: CryptoKey;
  readonly keyId: string;
}

export interface KeyRingParts {
  readonly kind: KeyKind;
  /** Where the keys' files are kept; null for a key that lives as long as the process. */
  readonly folder: string | null;
  readonly now: () => Date;
  readonly log: (entry: string) => void;
}

/** How often the files are looked at. */
const lookEveryMs = 1_000;

/** A process's own keys, as they are now: a rotation by another process is followed. */
export class KeyRing {
  readonly #parts: KeyRingParts;
  readonly #folder: KeyFolder | null;
  #kept: readonly KeptKey[];
  #seen: string | null = null;
  #lookedAtMs: number;
  #tidied = "";
  #signer: { readonly kid: string; readonly signer: Promise<Signer> } | null = null;

  private constructor(parts: KeyRingParts, folder: KeyFolder | null, kept: readonly KeptKey[]) {
    this.#parts = parts;
    this.#folder = folder;
    this.#kept = kept;
    this.#lookedAtMs = parts.now().getTime();
  }

  /** @throws ConfigurationError when a key's file holds something else. */
  static async open(parts: KeyRingParts): Promise<KeyRing> {
    const { folder: path, kind, now } = parts;
    const folder = path === null ? null : new KeyFolder(path, kind);
    const kept =
      folder === null
        ? [await firstKey(await generateSigningKey(), now())]
        : await folder.open(now());
    const ring = new KeyRing(parts, folder, kept);
    await ring.#tidy();
    return ring;
  }

  async signer(): Promise<Signer> {
    const signing = (await this.keys()).find(({ state }) => state === "SIGNING");
    if (signing === undefined) throw new Error("no key signs");
    if (this.#signer?.kid !== signing.kid) {
      this.#signer = { kid: signing.kid, signer: signerOf(signing) };
    }
    return this.#signer.signer;
  }

  async publicKeys(): Promise<PublicKeySet> {
    return publicKeySet(await this.keys());
  }

  /** Verifies what the ring's own keys have signed, like whoever fetches them. */
  readonly verifyBy: JWTVerifyGetKey = async (header, token) =>
    createLocalJWKSet({ keys: [...(await this.publicKeys()).keys] })(header, token);

  /** By number, each as it is now. */
  async keys(): Promise<readonly ScheduledKey[]> {
    await this.#look();
    return scheduled(this.#kept, this.#parts.kind, this.#parts.now());
  }

  async #look(): Promise<void> {
    const nowMs = this.#parts.now().getTime();
    if (this.#folder === null || Math.abs(nowMs - this.#lookedAtMs) < lookEveryMs) return;
    this.#lookedAtMs = nowMs;
    try {
      const texts = await this.#folder.texts();
      const seen = JSON.stringify([...texts]);
      if (seen !== this.#seen) {
        const kept = this.#folder.parse(texts);
        // A folder that is away takes no key from who has one.
        if (kept.length > 0) this.#kept = kept;
        this.#seen = seen;
      }
      await this.#tidy();
    } catch (error) {
      // The keys at hand still serve; a file gone bad must not stop those who ask.
      const why = isNativeError(error) ? error.message : "no reason";
      this.#parts.log(`Keys cannot be read; those at hand serve on: ${why}`);
    }
  }

  /** Once for each change of a state. A folder that may only be read is tidied by whoever may write. */
  async #tidy(): Promise<void> {
    const { kind, now } = this.#parts;
    const states = scheduled(this.#kept, kind, now()).map(({ kid, state }) => `${kid} ${state}`);
    if (this.#folder === null || this.#tidied === states.join()) return;
    this.#tidied = states.join();
    await this.#folder.tidy(now()).catch((error: unknown) => {
      const why = isNativeError(error) ? error.message : "no reason";
      this.#parts.log(`Old keys could not be deleted: ${why}`);
    });
  }
}

async function signerOf({ kid, x, d }: KeptKey): Promise<Signer> {
  if (d === null) throw new Error("the key that signs has no private half");
  const key = await importJWK({ kty: "OKP", crv: "Ed25519", x, d }, "EdDSA");
  // Only symmetric keys are imported as bytes.
  return { key: key as CryptoKey, keyId: kid };
}
