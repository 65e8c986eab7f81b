import type { DataSource } from "typeorm";
import { type ChainPoint, chainStart } from "./chain.js";
import { ChainCheck, type LogProblem } from "./chain-check.js";
import { readChain, type StoredLink } from "./read-chain.js";

/** A log that was renumbered has as many problems as entries. */
const problemsListed = 100;

export interface LogVerdict {
  readonly isWhole: boolean;
  readonly entries: number;
  /** Number of the last entry that a purge removed; 0 when none did. */
  readonly purgedUntil: number;
  /** The recorded end: what to keep elsewhere. null when the record is gone. */
  readonly last: ChainPoint | null;
  readonly problemCount: number;
  /** The first ones. */
  readonly problems: readonly LogProblem[];
}

/**
 * Follows the whole chain and says where it is not what was written.
 *
 * The chain alone proves no more than this: who may act as the log's owner, or as a superuser, can
 * write all of it anew, hashes included, or remove it by a purge. A hash that was kept where that
 * person cannot write shows it.
 *
 * @param kept the last entry as an earlier verdict or export gave it.
 */
export function verifyLog(store: DataSource, kept?: ChainPoint): Promise<LogVerdict> {
  return readChain(store, async ({ head, purges, links }) => {
    const findings = new Findings();
    const anchor = purges.at(-1) ?? chainStart;
    const chain = new ChainCheck(anchor, head, findings.add);
    const known = new Map([...purges, chainStart].map(({ sequence, hash }) => [sequence, hash]));
    let entries = 0;
    for await (const stored of links) {
      entries += stored.length;
      for (const link of stored) {
        chain.follow(link);
        if (!areColumnsOfEntry(link)) findings.add({ kind: "CHANGED", sequence: link.sequence });
        if (link.sequence === kept?.sequence) known.set(link.sequence, link.hash);
      }
    }
    chain.finish();
    if (kept !== undefined && !isAsKept(kept, known, anchor)) {
      findings.add({ kind: "NOT_AS_KEPT", sequence: kept.sequence });
    }
    return { ...findings.summary(), entries, purgedUntil: anchor.sequence, last: head };
  });
}

/** Of an entry that was purged among others nothing is left to compare. */
function isAsKept(
  { sequence, hash }: ChainPoint,
  known: ReadonlyMap<number, string>,
  anchor: ChainPoint,
): boolean {
  const found = known.get(sequence);
  return found === undefined ? sequence < anchor.sequence : found === hash;
}

/** Whether the columns that are there to be searched say what the entry says. */
function areColumnsOfEntry({ entry, at, partner }: StoredLink): boolean {
  try {
    const said = JSON.parse(entry) as { readonly at?: unknown; readonly partner?: unknown };
    return said.at === at.toISOString() && said.partner === partner;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

class Findings {
  private readonly problems: LogProblem[] = [];
  private count = 0;
  private lastChanged = 0;

  readonly add = (problem: LogProblem): void => {
    // An entry that fails two checks was changed once.
    if (problem.kind === "CHANGED") {
      if (problem.sequence === this.lastChanged) return;
      this.lastChanged = problem.sequence;
    }
    this.count += 1;
    if (this.problems.length < problemsListed) this.problems.push(problem);
  };

  summary(): Pick<LogVerdict, "isWhole" | "problemCount" | "problems"> {
    return { isWhole: this.count === 0, problemCount: this.count, problems: this.problems };
  }
}
