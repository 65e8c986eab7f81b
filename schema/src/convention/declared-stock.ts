import type { Month } from "../ground/month.js";
import type { Convention, StockEntry } from "./convention.js";

/** What a landlord's declarations come to, over some parts of its stock. */
export interface DeclaredStock {
  /** Dwellings it has declared, as of a month. */
  readonly inMonth: (month: Month) => number;
  /** Dwellings below which its figures are far from what it has declared. */
  readonly least: number;
  /** Dwellings above which nobody believes its figures. */
  readonly most: number;
}

/** Of a convention that states none. */
export const defaultStockTolerance = 0.1;

/**
 * A landlord's figures are of the stock that it has, whatever month they are asked for, and a sale or
 * purchase reaches its node some days before or after the day declared: from the lowest to the highest
 * declaration, all can be right.
 */
export function declaredStock(
  parts: readonly StockEntry[],
  { stockTolerance = defaultStockTolerance }: Pick<Convention, "stockTolerance">,
): DeclaredStock {
  const everDeclared = parts.map(({ dwellings, changes = [] }) => [
    dwellings,
    ...changes.map((change) => change.dwellings),
  ]);
  const lowest = everDeclared.reduce((sum, each) => sum + Math.min(...each), 0);
  const highest = everDeclared.reduce((sum, each) => sum + Math.max(...each), 0);
  return {
    inMonth: (month) => parts.reduce((sum, part) => sum + dwellingsIn(part, month), 0),
    least: lowest - shareOf(lowest, stockTolerance),
    most: highest + shareOf(highest, stockTolerance),
  };
}

/** Of one part of the stock, as of a month. */
export function dwellingsIn({ dwellings, changes = [] }: StockEntry, month: Month): number {
  return changes.findLast(({ from }) => from <= month)?.dwellings ?? dwellings;
}

/** Rounded up, so that a few dwellings may be one more; a thousandth is lost to no fraction. */
function shareOf(dwellings: number, share: number): number {
  return Math.ceil(Math.round(dwellings * share * 1_000) / 1_000);
}
