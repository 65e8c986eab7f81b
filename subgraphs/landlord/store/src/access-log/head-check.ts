import { chainStart, type LogHead, sealOf } from "@palier/schema";
import type { LogProblem } from "./chain-check.js";

/** A head of the node's own, as it stands beside its log. */
export interface OwnHead {
  /** Fixed hour, ISO 8601. */
  readonly hour: string;
  readonly sequence: number;
  /** In hexadecimal. */
  readonly salt: string;
  /** null where the row's text is not signed by the node's key, or is of another hour. */
  readonly head: LogHead | null;
}

/**
 * Compares a log with the heads that its node signed: those beside it, and those that others hold.
 * A log that was written anew contradicts them; heads beside it that were written anew are not signed.
 */
export class HeadCheck {
  /** By the link that they seal, those that are not yet found right. */
  private readonly open = new Map<number, OwnHead[]>();

  constructor(
    private readonly own: readonly OwnHead[],
    private readonly held: readonly LogHead[],
    private readonly report: (problem: LogProblem) => void,
  ) {
    for (const head of own) {
      this.open.set(head.sequence, [...(this.open.get(head.sequence) ?? []), head]);
    }
    this.follow(chainStart.sequence, chainStart.hash);
  }

  /** @param hash null where nothing comparable is left of the link. */
  follow(sequence: number, hash: string | null): void {
    const sealed = this.open.get(sequence);
    if (sealed === undefined) return;
    const left = sealed.filter(
      ({ head, salt }) => head === null || (hash !== null && sealOf(salt, hash) !== head.seal),
    );
    if (left.length === 0) this.open.delete(sequence);
    else this.open.set(sequence, left);
  }

  /** After the last link. */
  finish(): void {
    const wrong = [...this.open.values()].flat().map(({ hour }) => hour);
    for (const hour of wrong.sort()) this.report({ kind: "NOT_AS_SEALED", hour });
    const seals = new Map(this.own.map(({ hour, head }) => [hour, head?.seal]));
    for (const { hour, seal } of this.held) {
      if (!seals.has(hour)) this.report({ kind: "HEAD_ABSENT", hour });
      else if (seals.get(hour) !== seal) this.report({ kind: "OTHERS_HOLD", hour });
    }
  }
}
