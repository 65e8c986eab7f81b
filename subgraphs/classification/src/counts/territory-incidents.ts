import { type ShownTotal, totalOf } from "@palier/schema";
import { type CountAnswer, type CountSpan, families, monthsOfSpan } from "./read-counts.js";

/** Incidents over some months, with what they are for a thousand dwellings. */
export interface IncidentTotal extends ShownTotal {
  readonly perThousandDwellings: number | null;
}

/** Incidents of one family in a territory. */
export interface FamilyIncidents extends IncidentTotal {
  readonly family: string;
  readonly year: IncidentTotal;
  readonly yearBefore: IncidentTotal;
  /** Share of the year before; null where either is not whole. */
  readonly changeOnYear: number | null;
}

/**
 * Which totals a reader is shown: all of what the landlords bring, or those from which nobody computes
 * one landlord's figures.
 */
export type Totals =
  | "ALL"
  /** Of this territory, as the convention divides it; one in which a landlord is missing is none. */
  | "WHOLE"
  | "NONE";

/** Every family in the nomenclature's order, over the landlords that answered. */
export function territoryIncidents(
  answers: readonly CountAnswer[],
  shown: Totals,
): FamilyIncidents[] {
  return families.map((family) => {
    const [month, year, yearBefore] = (["MONTH", "YEAR", "YEAR_BEFORE"] as const).map((span) =>
      incidentTotal(answers, span, family, shown),
    ) as [IncidentTotal, IncidentTotal, IncidentTotal];
    return { family, ...month, year, yearBefore, changeOnYear: changeOn(yearBefore, year) };
  });
}

const withheld: IncidentTotal = {
  status: "WITHHELD",
  count: null,
  isPartial: true,
  perThousandDwellings: null,
};

function incidentTotal(
  answers: readonly CountAnswer[],
  span: CountSpan,
  family: string,
  shown: Totals,
): IncidentTotal {
  const answered = answers.flatMap((answer) => (answer.status === "ANSWERED" ? [answer] : []));
  const sums = answered.map(({ sums }) => sums(span, family));
  const isComplete =
    answered.length === answers.length && sums.every(({ months }) => months === monthsOfSpan[span]);
  if (shown === "NONE" || (shown === "WHOLE" && !isComplete)) return withheld;
  const total = totalOf(sums, isComplete && !sums.some(({ isPartial }) => isPartial));
  const dwellings = answered.reduce((all, answer) => all + answer.dwellings, 0);
  const hasRate = total.count !== null && dwellings > 0;
  return {
    ...total,
    perThousandDwellings: hasRate ? ((total.count ?? 0) * 1_000) / dwellings : null,
  };
}

function changeOn(before: IncidentTotal, after: IncidentTotal): number | null {
  if (before.isPartial || after.isPartial || !before.count || after.count === null) return null;
  return (after.count - before.count) / before.count;
}
