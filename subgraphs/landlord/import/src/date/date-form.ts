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

  /** @param year of today: nothing is recorded of later ones. */
  constructor(private readonly year: number) {}

  add(written: WrittenMoment, line: number, value: string): void {
    const [first, second, third] = written.numbers;
    if (written.isYearFirst || third === null) return;
    const sight = { line, value };
    const century = 2000;
    const isLate = written.yearDigits === 2 && century + third > this.year;
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
    return "day-first";
  }
}

function remedy(forms: string): string {
  return `"dates:" in the mapping says how the whole file is to be read (${forms})`;
}
