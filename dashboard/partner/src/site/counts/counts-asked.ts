import { monthsUntil, windowMonths } from "../../pattern/months";

/** What the counts of a site are asked with, wherever they are shown: one answer serves all. */
export function countsOf(id: string, month: string) {
  return { id, month, from: monthsUntil(month, 2 * windowMonths)[0] ?? month };
}
