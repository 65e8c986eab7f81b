import { type Month, monthOfDate, monthText } from "@palier/schema";

/** What answers to one reader are held to, beyond what any answer is. */
export interface ReaderTerms {
  /** The convention's threshold where small counts of sites are withheld from the reader; else null. */
  readonly threshold: number | null;
  /** The same for what landlords bring to a territory's counts. */
  readonly totalsThreshold: number | null;
  /** The last month that can be shown by now. */
  readonly lastMonth: () => Month;
  /** Whether the reader is not shown a field (`Type.field`), asked on their behalf or not. */
  readonly isDenied: (coordinate: string) => boolean;
  /** Whether the reader is shown it without a purpose. */
  readonly isShownFreely: (coordinate: string) => boolean;
}

const dayMs = 24 * 3600 * 1000;

/** Clocks differ: what begins within a day may have begun elsewhere. */
export function soon(now: Date): Date {
  return new Date(now.getTime() + dayMs);
}

/** While nobody signs in: nothing is published before its month is over. */
export function anybody(now: () => Date): ReaderTerms {
  return {
    threshold: null,
    totalsThreshold: null,
    lastMonth: () => monthText(monthOfDate(soon(now()))),
    isDenied: () => false,
    isShownFreely: () => true,
  };
}
