import type { ClosedMonths, MonthNumber, MonthRange } from "@palier/schema";

/**
 * The months that leave the landlord's node: closed by it and published by the convention. The
 * other closed months still count in the windows of these.
 */
export class ShownMonths {
  /** Oldest first. */
  readonly months: readonly MonthNumber[];

  constructor(
    /** Every closed month. */
    readonly closed: ClosedMonths,
    /** Those that the convention publishes, closed or not. */
    readonly published: MonthRange,
  ) {
    this.months = closed.months.filter((month) => published.from <= month && month <= published.to);
  }

  has(month: MonthNumber): boolean {
    return this.months.includes(month);
  }
}

/** What shows only months that are shown. */
export interface OfShownMonths {
  readonly shownMonths: () => Promise<ShownMonths>;
}
