import {
  type ChainPoint,
  chainStart,
  type LandlordParty,
  type LogHead,
  readLogHead,
} from "@palier/schema";
import type { DataSource } from "typeorm";
import { linkHash } from "./chain.js";
import { ChainCheck, type LogProblem } from "./chain-check.js";
import { HeadCheck, type OwnHead } from "./head-check.js";
import { readChain, type StoredCheckpoint, type StoredLink } from "./read-chain.js";

/** A log that was renumbered has as many problems as entries. */
const problemsListed = 100;

export interface LogVerdict {
  readonly isWhole: boolean;
  readonly entries: number;
  /** How many more were purged, by the convention or not. */
  readonly purged: number;
  /** How many of those are older than salted links, so that nothing shows what was there. */
  readonly notComparable: number;
  /** The recorded end: what to keep elsewhere. null when the record is gone. */
  readonly last: ChainPoint | null;
  /** How many signed heads stand beside the log; null where they were not checked. */
  readonly ownHeads: number | null;
  readonly problemCount: number;
  /** The first ones. */
  readonly problems: readonly LogProblem[];
}

export interface VerifyOptions {
  /** The last entry as an earlier verdict or export gave it. */
  readonly kept?: ChainPoint | undefined;
  /**
   * YYYY-MM-DD before which the signed convention lets entries go; null when there is none, and
   * nothing was due.
   */
  readonly dueBefore: string | null;
  /** null: no signed convention names a key of the node's log, and its heads say nothing. */
  readonly heads?: SignedHeads | null | undefined;
}

/** By what the log is compared with the heads that its node signed. */
export interface SignedHeads {
  /** The landlord, once for each key of its log that its signed conventions have named. */
  readonly signers: readonly Pick<LandlordParty, "slug" | "logKey">[];
  /** The node's heads that others hold, whose signatures have been checked. */
  readonly held: readonly LogHead[];
}

/**
 * Follows the whole chain and says where it is not what was written, and what was purged too early.
 *
 * The chain alone proves no more than this: who may act as the log's owner, or as a superuser, can
 * write all of it anew, hashes included. A hash that was kept where that person cannot write shows it.
 */
export function verifyLog(
  store: DataSource,
  { kept, dueBefore, heads = null }: VerifyOptions,
): Promise<LogVerdict> {
  return readChain(store, async ({ head, checkpoints, links }) => {
    const findings = new Findings();
    const own = heads && (await readOwnHeads(checkpoints, heads));
    const sealed = new HeadCheck(own ?? [], heads?.held ?? [], findings.add);
    const chain = new ChainCheck(head, findings.add);
    const counts = { entries: 0, purged: 0, notComparable: 0 };
    // undefined: not there; null: nothing to compare is left of it.
    let found: string | null | undefined =
      kept?.sequence === chainStart.sequence ? chainStart.hash : undefined;
    for await (const stored of links) {
      for (const link of stored) {
        const { sequence, entry, day, digest } = link;
        const hash = link.hash ?? linkHash(link, head?.unsalted ?? 0);
        chain.follow(link);
        sealed.follow(sequence, hash);
        if (entry !== null) {
          counts.entries += 1;
          if (!areColumnsOfEntry(link)) findings.add({ kind: "CHANGED", sequence });
        } else {
          counts.purged += 1;
          if (digest === null) counts.notComparable += 1;
          if (dueBefore === null || day >= dueBefore) findings.addNotDue(sequence);
        }
        if (sequence === kept?.sequence) found = hash;
      }
    }
    chain.finish();
    sealed.finish();
    if (kept !== undefined && found !== kept.hash) {
      const kind = found === null ? "NOT_COMPARABLE" : "NOT_AS_KEPT";
      findings.add({ kind, sequence: kept.sequence });
    }
    return { ...findings.summary(), ...counts, ownHeads: own?.length ?? null, last: head };
  });
}

async function readOwnHeads(
  checkpoints: readonly StoredCheckpoint[],
  { signers }: SignedHeads,
): Promise<OwnHead[]> {
  return Promise.all(
    checkpoints.map(async ({ head, ...checkpoint }) => {
      const said = await readOwnHead(head, signers);
      return { ...checkpoint, head: said?.hour === checkpoint.hour ? said : null };
    }),
  );
}

/** A head that one of the keys has signed. */
export async function readOwnHead(
  text: string,
  signers: SignedHeads["signers"],
): Promise<LogHead | null> {
  for (const signer of signers) {
    const head = await readLogHead(text, [signer]);
    if (head !== null) return head;
  }
  return null;
}

/** Whether the columns that are there to be searched say what the entry says. */
function areColumnsOfEntry({ entry, at, partner }: StoredLink): boolean {
  try {
    const said = JSON.parse(entry ?? "") as { readonly at?: unknown; readonly partner?: unknown };
    return said.at === at?.toISOString() && said.partner === partner;
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

  /** One problem a stretch: a purge that was not due removed all of it. */
  addNotDue(sequence: number): void {
    const last = this.problems.at(-1);
    if (last?.kind === "NOT_DUE" && last.to === sequence - 1) {
      this.problems[this.problems.length - 1] = { ...last, to: sequence };
    } else this.add({ kind: "NOT_DUE", from: sequence, to: sequence });
  }

  summary(): Pick<LogVerdict, "isWhole" | "problemCount" | "problems"> {
    return { isWhole: this.count === 0, problemCount: this.count, problems: this.problems };
  }
}
