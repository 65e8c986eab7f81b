import {
  type Month,
  type MonthNumber,
  monthNumber,
  type ShownTotal,
  totalOf,
} from "@palier/schema";
import { type Family, families } from "../incident/family.type.js";
import type { CountSpan, CountTally } from "./count-contribution.type.js";

/** What is shown of one closed month of a territory, by family. */
export interface ShownMonth {
  readonly month: MonthNumber;
  /** A family that is not in it is withheld. */
  readonly totals: Partial<Readonly<Record<Family, ShownTotal>>>;
}

/** How many months before the contribution's a span begins and ends. */
const spans: Readonly<Record<CountSpan, { readonly from: number; readonly to: number }>> = {
  MONTH: { from: 0, to: 0 },
  YEAR: { from: 11, to: 0 },
  YEAR_BEFORE: { from: 23, to: 12 },
};

/** The months that the sums of a month rest on. */
export function countedRange(month: Month) {
  const to = monthNumber(month);
  return { from: to - spans.YEAR_BEFORE.from, to };
}

const withheld: ShownTotal = { status: "WITHHELD", count: null, isPartial: true };

/** The sums of every family and span: of what is shown of each month, so that they tell nothing else. */
export function countTallies(month: Month, shown: readonly ShownMonth[]): CountTally[] {
  const last = monthNumber(month);
  return Object.entries(spans).flatMap(([span, { from, to }]) => {
    const months = shown.filter((each) => last - from <= each.month && each.month <= last - to);
    const isWhole = months.length === from - to + 1;
    return families.map((family) => ({
      ...{ family, span: span as CountSpan },
      ...sumOf(months, family, isWhole),
      months: months.length,
    }));
  });
}

function sumOf(
  months: readonly ShownMonth[],
  family: Family,
  isWhole: boolean,
): Pick<CountTally, "status" | "count" | "isPartial"> {
  const totals = months.map((each) => each.totals[family] ?? withheld);
  const sum = totalOf(totals, isWhole && !totals.some(({ isPartial }) => isPartial));
  // None in the months that are closed is no zero of all of them, and nobody withholds the others.
  const isUnknown = sum.count === null && totals.every(({ status }) => status === "ZERO");
  return isUnknown ? { ...sum, status: null } : sum;
}
