import type { ShownCount } from "./shown.js";

/** The total of several subtotals, as those who see the subtotals could add it up themselves. */
export interface ShownTotal extends ShownCount {
  /** Whether some landlord's subtotal is missing in it. */
  readonly isPartial: boolean;
}

/**
 * Adds up what is shown and nothing else, so the total gives nothing back that its parts do not. A
 * zero of which a part is withheld is no true zero.
 *
 * @param isComplete Whether every landlord that has dwellings there is among them.
 */
export function totalOf(subtotals: readonly ShownCount[], isComplete: boolean): ShownTotal {
  const shown = subtotals.filter(({ status }) => status !== "WITHHELD");
  const isPartial = !isComplete || shown.length < subtotals.length;
  const count = shown.reduce((sum, subtotal) => sum + (subtotal.count ?? 0), 0);
  if (count > 0) return { status: "VALUE", count, isPartial };
  if (isPartial) return { status: "WITHHELD", count: null, isPartial };
  return { status: "ZERO", count, isPartial };
}
