import type { WrittenMoment } from "./written-moment.js";

/** Which of a day's numbers is which, where the year does not stand first in four digits. */
export const dateForms = ["day-first", "month-first", "iso"] as const;
export type DateForm = (typeof dateForms)[number];

/** What keeps a column of days from being read. */
export interface DateDoubt {
  /** Of the row that shows it. */
  readonly line: number;
  readonly value: string;
  readonly expected: string;
}

interface Sight {
  readonly line: number;
  readonly value: string;
}

/**
 * What the days of a file say of the form that they are all written in. A form is a property of the column:
 * one value alone may be read in two ways, and the same system wrote them all.
 */
export class DateEvidence {
  private dayFirst: Sight | null = null;
  private monthFirst: Sight | null = null;
  private yearFirst: Sight | null = null;
  /** Read in two ways, and written as French systems hardly write. */
  private foreign: Sight | null = null;
  private readonly shortYears = new ShortYears();

  /** @param year of today: nothing is recorded of later ones. */
  constructor(private readonly year: number) {}

  add(written: WrittenMoment, line: number, value: string): void {
    const [first, second, third] = written.numbers;
    if (written.isYearFirst || third === null) return;
    const sight = { line, value };
    const century = 2000;
    const isShort = written.yearDigits === 2;
    const isLate = isShort && century + third > this.year;
    if (isShort && century + first <= this.year && second <= 12 && third >= 1 && third <= 31) {
      this.shortYears.add(first, third, sight);
    } else if (first > 12 && second <= 12) this.shortYears.settle();
    if (isLate && century + first <= this.year && second <= 12 && third <= 31) {
      this.yearFirst ??= sight;
    } else if (first > 12 && second <= 12) this.dayFirst ??= sight;
    else if (second > 12 && first <= 12) this.monthFirst ??= sight;
    else if (first <= 12 && first !== second && (written.isBare || written.time?.isHalved)) {
      this.foreign ??= sight;
    }
  }

  /** Day first, as in France, unless something speaks against it. */
  decide(): DateForm | DateDoubt {
    const { dayFirst, monthFirst, yearFirst, foreign } = this;
    const others = [monthFirst, yearFirst].filter((sight) => sight !== null);
    const [other] = others;
    if (other !== undefined && (dayFirst !== null || others.length > 1)) {
      const against = dayFirst ?? others[1] ?? other;
      const both = `days in one form: line ${against.line} has "${against.value}"`;
      return { ...other, expected: `${both}; ${remedy("day-first, month-first or iso")}` };
    }
    if (monthFirst !== null) {
      const expected = `a month from 1 to 12: the month seems to come first in this file; ${remedy("month-first")}`;
      return { ...monthFirst, expected };
    }
    if (yearFirst !== null) {
      const expected = `a day that is not in the future: the year seems to come first in this file; ${remedy("iso")}`;
      return { ...yearFirst, expected };
    }
    if (dayFirst === null && foreign !== null) {
      const expected = `days of which one shows whether day or month comes first, such as 31/12/2025; ${remedy("day-first or month-first")}`;
      return { ...foreign, expected };
    }
    const seeming = this.shortYears.seemFirst();
    if (seeming !== null) {
      const expected = `days of which one shows whether day or year comes first, such as 31/12/25; ${remedy("day-first or iso")}`;
      return { ...seeming, expected };
    }
    return "day-first";
  }
}

/** Days whose year has two digits and may stand at either end: no row of them says where. */
class ShortYears {
  private readonly firsts = new Set<number>();
  private readonly lasts = new Set<number>();
  private sight: Sight | null = null;
  private isSettled = false;

  add(first: number, last: number, sight: Sight): void {
    this.firsts.add(first);
    this.lasts.add(last);
    this.sight ??= sight;
  }

  /** Another row shows that the day comes first. */
  settle(): void {
    this.isSettled = true;
  }

  /**
   * Where the year seems to come first: days are more different from one another than years are, and a record goes
   * on to the present.
   */
  seemFirst(): Sight | null {
    if (this.isSettled || this.sight === null) return null;
    const { size: firsts } = this.firsts;
    const { size: lasts } = this.lasts;
    if (firsts !== lasts) return lasts > firsts ? this.sight : null;
    return Math.max(...this.firsts) > Math.max(...this.lasts) ? this.sight : null;
  }
}

function remedy(forms: string): string {
  return `"dates:" in the mapping says how the whole file is to be read (${forms})`;
}
