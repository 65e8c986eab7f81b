import { type ChainPoint, chainStart, entryDigest, parseLogged } from "@palier/schema";
import { linesOf, refusalFiles } from "./refusal-files.js";
import { type Removal, removalIn } from "./removal.js";
import { linkHash, type OpenLink, type SealedLink } from "./sealed-link.js";

/** A log that was renumbered has as many problems as entries. */
const problemsListed = 100;

export interface RefusalVerdict {
  readonly isWhole: boolean;
  readonly entries: number;
  /** Number of the last entry that the gateway removed by rule; 0 when it removed none. */
  readonly removedUntil: number;
  /** The last link: what to keep elsewhere. */
  readonly last: ChainPoint | null;
  readonly problemCount: number;
  /** The first ones, in sentences. */
  readonly problems: readonly string[];
}

/**
 * Follows the chain through all files of a folder. The chain alone does not show who writes all of
 * it anew, or cuts its end off: the last link kept elsewhere does.
 *
 * @param kept the last link as an earlier verdict gave it.
 * @param months that the convention keeps entries: a removal of younger ones is a problem.
 */
export async function verifyRefusals(
  folder: string,
  { kept = null, months }: { readonly kept?: ChainPoint | null; readonly months: number },
): Promise<RefusalVerdict> {
  const following = new RefusalChain(kept, months);
  for (const file of await refusalFiles(folder)) {
    for await (const { link } of linesOf(file)) following.follow(link);
  }
  return following.verdict();
}

/** Follows links in the order of their numbers, in constant memory. */
export class RefusalChain {
  readonly #problems: string[] = [];
  #problemCount = 0;
  #entries = 0;
  #last: ChainPoint | null = null;
  /** What stands before the first entry that is there. */
  #before: ChainPoint | null = null;
  #removal: Removal | null = null;
  #wasKept: boolean;

  constructor(
    private readonly kept: ChainPoint | null,
    private readonly months: number,
  ) {
    this.#wasKept = kept === null;
  }

  /** @param link null for a line that is none. */
  follow(link: OpenLink | SealedLink | null): void {
    if (link === null) {
      this.#report(`a line after entry ${this.#last?.sequence ?? 0} is none of the log`);
      return;
    }
    const { sequence, hash, previous } = link;
    this.#entries += 1;
    const before = this.#last ?? { sequence: sequence - 1, hash: previous };
    this.#before ??= before;
    if (sequence !== before.sequence + 1) {
      this.#report(`entry ${sequence} stands after entry ${before.sequence}`);
    } else if (previous !== before.hash) {
      this.#report(`entry ${sequence} does not follow entry ${before.sequence}: one was replaced`);
    }
    if (
      ("entry" in link && entryDigest(link.salt, link.entry) !== link.digest) ||
      linkHash(link) !== hash
    ) {
      this.#report(`entry ${sequence} is not what was written`);
    }
    if (sequence === this.kept?.sequence) this.#wasKept = hash === this.kept.hash;
    this.#last = { sequence, hash };
    if ("entry" in link) this.#note(link);
  }

  verdict(): RefusalVerdict {
    const { sequence, hash } = this.#before ?? chainStart;
    const told = this.#removal?.until;
    if (sequence > 0 && (told?.sequence !== sequence || told.hash !== hash)) {
      this.#report(`entries up to ${sequence} are gone, and no entry says that they were removed`);
    }
    if (this.kept !== null && !this.#wasKept && this.kept.sequence > (told?.sequence ?? 0)) {
      this.#report(`entry ${this.kept.sequence} is not the one whose hash was kept`);
    }
    return {
      isWhole: this.#problemCount === 0,
      entries: this.#entries,
      removedUntil: told?.sequence ?? 0,
      last: this.#last,
      problemCount: this.#problemCount,
      problems: this.#problems,
    };
  }

  #note({ entry, sequence }: OpenLink): void {
    const logged = parseLogged(entry);
    const removal = removalIn(logged);
    if (removal === null) return;
    this.#removal = removal;
    if (removal.months === null) return;
    const due = new Date(removal.ended);
    due.setUTCMonth(due.getUTCMonth() + this.months);
    if (due <= logged.at) return;
    const { from, until } = removal;
    this.#report(
      `entry ${sequence} says that entries ${from} to ${until.sequence} were removed, which the convention keeps for ${this.months} months`,
    );
  }

  #report(problem: string): void {
    this.#problemCount += 1;
    if (this.#problems.length < problemsListed) this.#problems.push(problem);
  }
}
