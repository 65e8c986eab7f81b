import {
  BadUserInputError,
  isMonth,
  lastPublishedMonth,
  type Month,
  type MonthNumber,
  monthNumber,
  monthOfDate,
  monthsBetween,
  monthText,
  type Publication,
} from "@palier/schema";

/** The months a reader may ask about, as of now. */
export class PublishedMonths {
  constructor(
    private readonly publication: Publication,
    private readonly clock: () => Date,
  ) {}

  /** Oldest first; empty when nothing is published yet. */
  all(): Month[] {
    return this.between(this.#first(), this.#last()).map(monthText);
  }

  /** Published months of a span, oldest first. */
  between(from: MonthNumber, to: MonthNumber): MonthNumber[] {
    return monthsBetween(Math.max(from, this.#first()), Math.min(to, this.#last()));
  }

  /** The month that is, published or not. */
  now(): Month {
    return monthText(monthOfDate(this.clock()));
  }

  /** Null when nothing is published yet. */
  last(): Month | null {
    return this.#last() < this.#first() ? null : monthText(this.#last());
  }

  holds(month: unknown): month is Month {
    if (!isMonth(month)) return false;
    const number = monthNumber(month);
    return this.#first() <= number && number <= this.#last();
  }

  /**
   * The month a query means, by default the last.
   *
   * @throws BadUserInputError saying which months are published.
   */
  choose(month: string | null | undefined): Month {
    if (this.holds(month)) return month;
    const last = this.last();
    if (last === null) throw new BadUserInputError("No month is published yet");
    if (month !== null && month !== undefined) {
      throw new BadUserInputError(`\`month\` must be a published month: ${this.span()}`);
    }
    return last;
  }

  /** For messages: `2023-11 to 2026-10`. */
  span(): string {
    const last = this.last();
    return last === null ? "none yet" : `${monthText(this.#first())} to ${last}`;
  }

  #first(): MonthNumber {
    return monthNumber(this.publication.from);
  }

  #last(): MonthNumber {
    return lastPublishedMonth(this.publication, this.clock());
  }
}
