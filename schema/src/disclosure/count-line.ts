import type { MonthNumber } from "../ground/month.js";

/** What a line is made of. */
export interface LineContent {
  readonly place: string;
  readonly month: MonthNumber;
  /** Position among the families. */
  readonly family: number;
  /** Numbers of the sites of the place in that month. */
  readonly sites: readonly number[];
  /** In the order of the sites. */
  readonly counts: readonly number[];
  /** Whether nothing of it is shown. */
  readonly isHidden: boolean;
}

/**
 * The cells of one place, month and family, which add up to a published subtotal. A line that is
 * corrected is another line from then on; a reader may hold both.
 */
export class CountLine {
  readonly withheld: Uint8Array;
  isSubtotalWithheld = false;
  /** The first release in which it does not count any more. */
  until = Number.POSITIVE_INFINITY;
  /** The line that corrects it. */
  correction: CountLine | null = null;
  readonly month: MonthNumber;
  readonly subtotal: number;
  private knownSafety: Uint8Array | null = null;

  constructor(
    readonly content: LineContent,
    /** The release that published it. */
    readonly from: number,
    /** What it corrects. */
    readonly corrected: CountLine | null = null,
  ) {
    this.month = content.month;
    this.withheld = new Uint8Array(content.sites.length);
    this.subtotal = content.counts.reduce((sum, count) => sum + count, 0);
  }

  /** By cell, whether one more and one less leaves every level as it was, once that was asked. */
  get safety(): Uint8Array {
    this.knownSafety ??= new Uint8Array(this.withheld.length);
    return this.knownSafety;
  }

  forgetSafety(): void {
    this.knownSafety = null;
  }

  get key(): string {
    return lineKey(this.content);
  }

  count(cell: number): number {
    return this.content.counts[cell] as number;
  }

  isWithheld(cell: number): boolean {
    return this.withheld[cell] === 1;
  }

  holdsWithheld(): boolean {
    return this.withheld.includes(1);
  }

  /** Whether both say the same of the same sites. */
  isSameAs({ content: { sites, counts } }: CountLine): boolean {
    return (
      sites.length === this.content.sites.length &&
      sites.every((site, cell) => this.content.sites[cell] === site) &&
      counts.every((count, cell) => this.count(cell) === count)
    );
  }
}

export function lineKey({
  place,
  month,
  family,
}: Pick<LineContent, "place" | "month" | "family">): string {
  return `${month}/${family}/${place}`;
}

/** One cell, so many more or fewer. */
export interface Change {
  readonly line: CountLine;
  readonly cell: number;
  readonly by: number;
}

/** Changes that go together: another table that a reader might take for the true one. */
export type Move = readonly Change[];
