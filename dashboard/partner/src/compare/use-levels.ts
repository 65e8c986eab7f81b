import { useFrame } from "../frame/frame";
import { monthsUntil, windowMonths } from "../pattern/months";
import { compareLevelsDocument } from "./compare.documents";
import { useCompared } from "./use-compared";
import type { OfSites } from "./use-names";

/** Their levels in the month and the eleven before; one question for all that tells of them. */
export function useLevels({ ids, month }: OfSites) {
  const months = monthsUntil(month, windowMonths);
  const isShown = useFrame().may("SITE_LEVEL");
  const query = useCompared(compareLevelsDocument, ids, levelsOf(month), isShown);
  return { months, isShown, query };
}

/** What levels are asked with, beside the sites. */
export function levelsOf(month: string) {
  return { month, from: monthsUntil(month, windowMonths)[0] ?? month };
}
