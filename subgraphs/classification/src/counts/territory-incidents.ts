import { totalOf } from "@palier/schema";
import {
  type CountAnswer,
  type CountSpan,
  families,
  type LandlordSum,
  monthsOfSpan,
} from "./read-counts.js";

/** Incidents over some months, with what they are for a thousand dwellings. */
export interface IncidentTotal extends Omit<LandlordSum, "months"> {
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
  /**
   * Of this territory, as the convention divides it, whole or not at all: with a landlord missing, or
   * the number of one withheld, what is left might be the number of another.
   */
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

/** Nobody withholds it: it lacks a landlord or a month, as coverage says. */
const unknown: IncidentTotal = { ...withheld, status: null };

function incidentTotal(
  answers: readonly CountAnswer[],
  span: CountSpan,
  family: string,
  shown: Totals,
): IncidentTotal {
  if (shown === "NONE") return withheld;
  const answered = answers.flatMap((answer) => (answer.status === "ANSWERED" ? [answer] : []));
  const sums = answered.map(({ sums }) => sums(span, family));
  const isEverybodyThere = answered.length === answers.length;
  const isComplete = isEverybodyThere && sums.every(({ months }) => months === monthsOfSpan[span]);
  const isPartial = !isComplete || sums.some((sum) => sum.isPartial);
  if (shown === "WHOLE" && isPartial) return isComplete ? withheld : unknown;
  const known = sums.flatMap(({ status, count }) => (status === null ? [] : [{ status, count }]));
  const total = totalOf(known, !isPartial);
  if (total.status === "WITHHELD" && known.every(({ status }) => status === "ZERO")) return unknown;
  const dwellings = answered.reduce((all, answer) => all + answer.dwellings, 0);
  // Without a landlord's dwellings it would be no bound: it might be higher than that of all.
  const hasRate = total.count !== null && dwellings > 0 && isEverybodyThere;
  return {
    ...total,
    perThousandDwellings: hasRate ? ((total.count ?? 0) * 1_000) / dwellings : null,
  };
}

function changeOn(before: IncidentTotal, after: IncidentTotal): number | null {
  if (before.isPartial || after.isPartial || !before.count || after.count === null) return null;
  return (after.count - before.count) / before.count;
}
