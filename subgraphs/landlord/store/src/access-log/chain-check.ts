import { chainStart, entryDigest } from "@palier/schema";
import { type ChainEnd, type ChainLink, linkHash } from "./chain.js";

/** What is wrong with a log, and where. */
export type LogProblem =
  /** Not what was written under this number: changed, or moved here. */
  | { readonly kind: "CHANGED"; readonly sequence: number }
  /** Does not follow the entry before: one of the two, most likely that one, was replaced. */
  | { readonly kind: "BROKEN"; readonly sequence: number }
  /** More than was ever written: a number twice, or beyond the recorded end. */
  | { readonly kind: "INSERTED"; readonly sequence: number }
  | { readonly kind: "MISSING"; readonly from: number; readonly to: number }
  /** As MISSING, at the end. */
  | { readonly kind: "CUT"; readonly from: number; readonly to: number }
  /** Purged although the convention keeps it longer, or says nothing. */
  | { readonly kind: "NOT_DUE"; readonly from: number; readonly to: number }
  /** The record of the end is gone, or is of another entry than the last. */
  | { readonly kind: "END"; readonly sequence: number }
  /** The entry of a hash that was kept elsewhere has another one, or is not there. */
  | { readonly kind: "NOT_AS_KEPT"; readonly sequence: number }
  /** The entry of a hash that was kept elsewhere was purged, and has no salted link. */
  | { readonly kind: "NOT_COMPARABLE"; readonly sequence: number }
  /** The head that the node signed at this hour is of another log, or is not signed by it. */
  | { readonly kind: "NOT_AS_SEALED"; readonly hour: string }
  /** Others hold another head of this hour, signed by the node. */
  | { readonly kind: "OTHERS_HOLD"; readonly hour: string }
  /** Others hold a head of this hour, and the node's own is gone. */
  | { readonly kind: "HEAD_ABSENT"; readonly hour: string };

/** Follows a chain link by link, in the order of their numbers, in constant memory. */
export class ChainCheck {
  private next = chainStart.sequence + 1;
  /** null: of the entry before nothing is known that this one could follow. */
  private previous: string | null = chainStart.hash;
  private readonly unsalted: number;

  /**
   * @param head the recorded end; null when the record is gone.
   * @param report is told each problem as it is found.
   */
  constructor(
    private readonly head: ChainEnd | null,
    private readonly report: (problem: LogProblem) => void,
  ) {
    this.unsalted = head?.unsalted ?? 0;
  }

  follow(link: ChainLink): void {
    const { sequence, previous } = link;
    if (sequence < this.next || (this.head !== null && sequence > this.head.sequence)) {
      this.report({ kind: "INSERTED", sequence });
      return;
    }
    if (sequence > this.next) {
      this.report({ kind: "MISSING", from: this.next, to: sequence - 1 });
      this.previous = null;
    }
    const hash = linkHash(link, this.unsalted);
    const isWritten = this.isWritten(link, hash);
    if (!isWritten) this.report({ kind: "CHANGED", sequence });
    else if (previous !== null && this.previous !== null && this.previous !== previous) {
      this.report({ kind: "BROKEN", sequence });
    }
    this.next = sequence + 1;
    this.previous = isWritten ? hash : null;
  }

  private isWritten(link: ChainLink, hash: string | null): boolean {
    const { sequence, entry, salt, digest } = link;
    if ((digest === null) !== sequence <= this.unsalted) return false;
    if (entry === null) return true;
    return hash === link.hash && (digest === null || digest === entryDigest(salt ?? "", entry));
  }

  /** After the last link. */
  finish(): void {
    const last = this.next - 1;
    if (this.head !== null && this.head.sequence > last) {
      this.report({ kind: "CUT", from: this.next, to: this.head.sequence });
      return;
    }
    const isEnd =
      this.head?.sequence === last && this.head.hash === (this.previous ?? this.head.hash);
    if (!isEnd) this.report({ kind: "END", sequence: last });
  }
}
