import { readFile, stat } from "node:fs/promises";
import { isNativeError } from "node:util/types";
import {
  ConfigurationError,
  type Convention,
  conventionHash,
  parseConvention,
} from "@palier/schema";

/** What a process serves under, and how it goes over to another text. */
export interface FollowedConvention {
  /** Path of convention.yaml. */
  readonly path: string;
  /** The text that is served now. */
  readonly convention: Convention;
  /** Goes over to a valid new text; what it throws leaves the process with the one before. */
  readonly adopt: (convention: Convention) => void | Promise<void>;
  readonly log: (entry: string) => void;
}

/** How often the file is looked at. */
const lookEveryMs = 1_000;

/** Looks at the convention's file again and again, until it is stopped. */
export function followConvention(followed: FollowedConvention): { stop(): Promise<void> } {
  const follower = new ConventionFollower(followed);
  let looking = Promise.resolve();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const lookAgain = () => {
    if (isStopped) return;
    timer = setTimeout(() => {
      looking = follower.look().then(lookAgain);
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

/** At whole seconds: processes that follow the same text go over to the next one together. */
function untilNextLookMs(): number {
  const restMs = lookEveryMs - (Date.now() % lookEveryMs);
  // A timer may end a moment early; two looks are never closer than half of their distance.
  return restMs < lookEveryMs / 2 ? restMs + lookEveryMs : restMs;
}

/**
 * Tells when the file holds another text, by looking at the path: editors and deployments replace
 * the file itself. What cannot be followed is told once, until the file changes again.
 */
export class ConventionFollower {
  readonly #followed: FollowedConvention;
  #served: Convention;
  #seen = "";
  #judged = "";

  constructor(followed: FollowedConvention) {
    this.#followed = followed;
    this.#served = followed.convention;
  }

  /** Reads a text once two looks have found the same file: until then it may be half written. */
  async look(): Promise<void> {
    const stamp = await stampOf(this.#followed.path);
    const isSettled = stamp === this.#seen;
    this.#seen = stamp;
    if (!isSettled || stamp === this.#judged) return;
    this.#judged = stamp;
    await this.#judge();
  }

  async #judge(): Promise<void> {
    const { path, adopt, log } = this.#followed;
    try {
      const next = parseConvention(await readFile(path, "utf8"), path);
      const hash = conventionHash(next);
      if (hash === conventionHash(this.#served)) return;
      requireSameParties(this.#served, next);
      await adopt(next);
      this.#served = next;
      log(`serves under version ${next.version} of the convention from now on (${hash})`);
    } catch (error) {
      const reason = isNativeError(error) ? error.message : String(error);
      log(
        `the convention's file has changed and cannot be followed; version ${this.#served.version} is served as before. ${reason}`,
      );
    }
  }
}

/** Another convention, or another list of landlords, is another graph. */
function requireSameParties(served: Convention, next: Convention): void {
  const problems: string[] = [];
  if (next.reference !== served.reference) {
    problems.push(`it is another convention, "${next.reference}", not "${served.reference}"`);
  }
  const [before, after] = [slugsOf(served), slugsOf(next)];
  if (before !== after) {
    problems.push(`its landlords are ${after}; the graph is composed of ${before}`);
  }
  if (problems.length === 0) return;
  throw new ConfigurationError([...problems, "compose the graph and start each process again"]);
}

function slugsOf({ landlords }: Convention): string {
  return landlords
    .map(({ slug }) => slug)
    .sort()
    .join(", ");
}

/** Changes whenever the file is written or replaced, also by one as old and as long. */
async function stampOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
  } catch (error) {
    return `unreadable: ${isNativeError(error) ? error.message : error}`;
  }
}
