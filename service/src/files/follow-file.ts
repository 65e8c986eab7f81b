import type { BigIntStats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { isNativeError } from "node:util/types";

/** Of a folder; whoever reads it has a bound of its own. */
const mostFiles = 200;

/** How often a file is looked at. */
const lookEveryMs = 1_000;

/** What is still not settled is told again after one look, then two, four and so on up to so many. */
const longestPauseLooks = 30;

/**
 * Tells when a path holds another file, or a folder other files, by looking at the path: editors and deployments replace the
 * file itself.
 */
export class FileFollower {
  readonly #paths: readonly string[];
  readonly #changed: () => Promise<boolean>;
  #seen = "";
  #told = "";
  #failures = 0;
  #looksToPass = 0;

  /**
   * @param paths of which each may change by itself.
   * @param changed is told of each change until it says that the change is settled: what kept it from
   *   following may pass without another. It never fails.
   */
  constructor(paths: string | readonly string[], changed: () => Promise<boolean>) {
    this.#paths = typeof paths === "string" ? [paths] : paths;
    this.#changed = changed;
  }

  /** Tells of a file once two looks have found the same: until then it may be half written. */
  async look(): Promise<void> {
    const stamp = (await Promise.all(this.#paths.map(stampOf))).join("\n");
    const isWhole = stamp === this.#seen;
    this.#seen = stamp;
    if (!isWhole) {
      this.#failures = 0;
      this.#looksToPass = 0;
      return;
    }
    if (stamp === this.#told) return;
    if (this.#looksToPass > 0) {
      this.#looksToPass -= 1;
      return;
    }
    if (await this.#changed()) {
      this.#told = stamp;
      return;
    }
    this.#looksToPass = Math.min(2 ** this.#failures, longestPauseLooks) - 1;
    this.#failures += 1;
  }

  /** Looks again and again, until it is stopped. */
  start(): { stop(): Promise<void> } {
    let looking = Promise.resolve();
    let isStopped = false;
    let timer: NodeJS.Timeout | undefined;
    const lookAgain = () => {
      if (isStopped) return;
      timer = setTimeout(() => {
        looking = this.look().then(lookAgain);
      }, untilNextLookMs()).unref();
    };
    lookAgain();
    return {
      stop: () => {
        isStopped = true;
        clearTimeout(timer);
        return looking;
      },
    };
  }
}

/** At whole seconds: processes that follow the same file go over to the next one together. */
function untilNextLookMs(): number {
  const restMs = lookEveryMs - (Date.now() % lookEveryMs);
  // A timer may end a moment early; two looks are never closer than half of their distance.
  return restMs < lookEveryMs / 2 ? restMs + lookEveryMs : restMs;
}

/**
 * Changes whenever the file is written or replaced, also by one as old and as long; of a folder,
 * whenever one of its files is.
 */
async function stampOf(path: string): Promise<string> {
  try {
    const found = await stat(path, { bigint: true });
    if (!found.isDirectory()) return stampIn(found);
    const names = (await readdir(path)).sort().slice(0, mostFiles);
    const stamps = names.map(async (name) => {
      return `${name} ${stampIn(await stat(join(path, name), { bigint: true }))}`;
    });
    return [stampIn(found), ...(await Promise.all(stamps))].join("\n");
  } catch (error) {
    return `unreadable: ${isNativeError(error) ? error.message : error}`;
  }
}

function stampIn({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
}
