import { isNativeError } from "node:util/types";
import { FileFollower } from "../files/follow-file.js";
import type { TlsFiles, TlsNames } from "../settings/tls-files.js";
import { type Certificates, readCertificates } from "./certificates.js";

export interface FollowedFiles {
  readonly files: TlsFiles;
  /** Names of the settings that hold the paths. */
  readonly names: TlsNames;
  readonly log: (entry: string) => void;
  readonly now?: () => Date;
}

/**
 * Certificates as their files hold them, also when these are replaced. Files that cannot be used,
 * a certificate whose key has not followed yet among them, leave what was there before.
 */
export class FollowedCertificates {
  readonly #followed: Required<FollowedFiles>;
  readonly #following: { stop(): Promise<void> }[] = [];
  #current: Certificates;
  readonly #listeners = new Set<(certificates: Certificates) => void>();

  /** @throws ConfigurationError when the files cannot be used. */
  constructor(followed: FollowedFiles) {
    this.#followed = { now: () => new Date(), ...followed };
    this.#current = this.#read();
  }

  get current(): Certificates {
    return this.#current;
  }

  /**
   * @param adopt is given what the files hold whenever that is something else than before.
   * @returns ends that for this listener alone.
   */
  listen(adopt: (certificates: Certificates) => void): () => void {
    this.#listeners.add(adopt);
    return () => void this.#listeners.delete(adopt);
  }

  /** Follows the files until it is stopped. */
  start(): void {
    if (this.#following.length > 0) return;
    const { certificate, key, authorities } = this.#followed.files;
    for (const path of new Set([certificate, key, authorities])) {
      if (path === null) continue;
      const follower = new FileFollower(path, async () => {
        this.renew();
        return true;
      });
      this.#following.push(follower.start());
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#following.splice(0).map((each) => each.stop()));
  }

  /** Goes over to what the files hold now, if it can be used. */
  renew(): void {
    const { log } = this.#followed;
    try {
      const next = this.#read();
      if (JSON.stringify(next) === JSON.stringify(this.#current)) return;
      this.#current = next;
      for (const adopt of this.#listeners) adopt(next);
      log(`Certificates were replaced: ${describe(next)}`);
    } catch (error) {
      const reason = isNativeError(error) ? error.message : String(error);
      log(
        `Files of certificates have changed and cannot be used; those of before serve on: ${describe(this.#current)}. ${reason}`,
      );
    }
  }

  #read(): Certificates {
    const { files, names, now } = this.#followed;
    return readCertificates(files, names, now());
  }
}

function describe({ own, authorities }: Certificates): string {
  const parts: string[] = [];
  if (own !== null) parts.push(`${own.names} until ${own.validUntil.toISOString().slice(0, 10)}`);
  if (authorities !== null) parts.push(`${authorities.length} authorities`);
  return parts.join(", ");
}
