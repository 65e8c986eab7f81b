import type { MonthNumber } from "../ground/month.js";
import type { Grid } from "./grid.js";

/** The months a landlord has closed, and which of them have enough closed months behind them. */
export class ClosedMonths {
  /** Oldest first. */
  readonly months: readonly MonthNumber[];
  /** Closed months that get a level, oldest first. */
  readonly classified: readonly MonthNumber[];
  private readonly closed: ReadonlySet<MonthNumber>;

  constructor(
    months: Iterable<MonthNumber>,
    private readonly grid: Pick<Grid, "windowMonths" | "minimumClosedMonths">,
  ) {
    this.closed = new Set(months);
    this.months = [...this.closed].sort((a, b) => a - b);
    this.classified = this.months.filter(
      (month) => this.countInWindow(month) >= grid.minimumClosedMonths,
    );
  }

  has(month: MonthNumber): boolean {
    return this.closed.has(month);
  }

  /** Closed months in the window that ends at `month`, from `first` on. */
  countInWindow(month: MonthNumber, first: MonthNumber = Number.NEGATIVE_INFINITY): number {
    let count = 0;
    for (let back = 0; back < this.grid.windowMonths; back += 1) {
      if (month - back >= first && this.closed.has(month - back)) count += 1;
    }
    return count;
  }

  /**
   * The first month in which a site that began in `first` has a level: it needs as many closed months
   * of its own. Infinity while there is none.
   */
  firstLevelSince(first: MonthNumber): MonthNumber {
    const isEnough = (month: MonthNumber) =>
      this.countInWindow(month, first) >= this.grid.minimumClosedMonths;
    return (
      this.classified.find((month) => month >= first && isEnough(month)) ?? Number.POSITIVE_INFINITY
    );
  }

  /** Whether sites have a level in this month: it is closed and its window has enough closed months. */
  isClassified(month: MonthNumber): boolean {
    return this.closed.has(month) && this.countInWindow(month) >= this.grid.minimumClosedMonths;
  }
}
