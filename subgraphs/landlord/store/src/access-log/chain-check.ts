import { type ChainLink, type ChainPoint, linkHash } from "./chain.js";

/** What is wrong with a log, and where. */
export type LogProblem =
  /** Not what was written under this number: changed, or moved here. */
  | { readonly kind: "CHANGED"; readonly sequence: number }
  /** Does not follow the entry before: one of the two, most likely that one, was replaced. */
  | { readonly kind: "BROKEN"; readonly sequence: number }
  /** More than was ever written: a number twice, purged before, or beyond the recorded end. */
  | { readonly kind: "INSERTED"; readonly sequence: number }
  | { readonly kind: "MISSING"; readonly from: number; readonly to: number }
  /** As MISSING, at the end. */
  | { readonly kind: "CUT"; readonly from: number; readonly to: number }
  /** The record of the end is gone, or is of another entry than the last. */
  | { readonly kind: "END"; readonly sequence: number }
  /** The entry of a hash that was kept elsewhere has another one, or is not there. */
  | { readonly kind: "NOT_AS_KEPT"; readonly sequence: number };

/** Follows a chain link by link, in the order of their numbers, in constant memory. */
export class ChainCheck {
  private next: number;
  /** null: of the entry before only that it is wrong is known. */
  private previous: string | null;

  /**
   * @param anchor what the first link follows.
   * @param head the recorded end; null when the record is gone.
   * @param report is told each problem as it is found.
   */
  constructor(
    anchor: ChainPoint,
    private readonly head: ChainPoint | null,
    private readonly report: (problem: LogProblem) => void,
  ) {
    this.next = anchor.sequence + 1;
    this.previous = anchor.hash;
  }

  follow(link: ChainLink): void {
    const { sequence, previous, hash } = link;
    if (sequence < this.next || (this.head !== null && sequence > this.head.sequence)) {
      this.report({ kind: "INSERTED", sequence });
      return;
    }
    if (sequence > this.next) {
      this.report({ kind: "MISSING", from: this.next, to: sequence - 1 });
      this.previous = null;
    }
    const isWritten = linkHash(link) === hash;
    if (!isWritten) this.report({ kind: "CHANGED", sequence });
    else if (this.previous !== null && this.previous !== previous) {
      this.report({ kind: "BROKEN", sequence });
    }
    this.next = sequence + 1;
    this.previous = isWritten ? hash : null;
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
