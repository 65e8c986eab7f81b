import type { Condition, Gate } from "./gates";

/** A condition that is shown whole; without `observed`, as those see it who are shown no values. */
export function condition(
  measure: Condition["measure"],
  families: Condition["families"],
  threshold: number,
  observed: number | null = null,
): Condition {
  return {
    measure,
    families,
    threshold,
    observed,
    isMet: observed === null ? null : observed >= threshold,
  };
}

/** Version 1 of the grid for a small site, of which nothing was observed. */
export const gridOfSmallSite: readonly Gate[] = [
  {
    level: 4,
    isMet: false,
    conditions: [
      condition("MONTHS", ["TRAFFICKING"], 6),
      condition("INCIDENTS", ["VIOLENCE"], 3),
      condition("INCIDENTS", ["DAMAGE"], 3),
      condition("INCIDENTS", ["OBSTRUCTION", "THREAT"], 3),
    ],
  },
  { level: 3, isMet: true, conditions: [condition("MONTHS", ["TRAFFICKING"], 3)] },
  {
    level: 2,
    isMet: true,
    conditions: [
      condition("INCIDENTS", ["INCIVILITY", "DAMAGE", "THREAT"], 6),
      condition("MONTHS", ["INCIVILITY", "DAMAGE", "THREAT"], 3),
    ],
  },
];
