import type { Convention } from "../convention/convention.js";
import { expectedLandlords } from "../convention/territory.js";

/** How much a graph holds, as far as it decides what an operation costs. */
export interface GraphExtent {
  readonly landlords: number;
  readonly territories: number;
  readonly partners: number;
  /** Landlords with stock in a territory of the caller's, on average. */
  readonly landlordsPerTerritory: number;
  /** Landlords with stock in a territory; every landlord for a code that the extent does not know. */
  landlordsIn(territory: string): number;
}

/**
 * @param scope codes of the caller's territories. What is told of any other counts as the whole, so
 *   that no cost says who has stock in it.
 */
export function extentOf(convention: Convention, scope: readonly string[]): GraphExtent {
  const { landlords, territories, partners } = convention;
  const within = new Set(
    territories
      .filter(({ code, kind }) => scope.includes(code) && kind !== "PRIORITY_DISTRICT")
      .flatMap(({ communes }) => communes),
  );
  const counts = new Map<string, number>();
  for (const [{ code, communes }, expected] of expectedLandlords(convention)) {
    const isSeen = communes.length > 0 && communes.every((commune) => within.has(commune));
    if (isSeen || scope.includes(code)) counts.set(code, expected.length);
  }
  return {
    landlords: landlords.length,
    territories: territories.length,
    partners: partners.length,
    landlordsPerTerritory: meanOf([...counts.values()]) ?? landlords.length,
    landlordsIn: (territory) => counts.get(territory) ?? landlords.length,
  };
}

function meanOf(counts: readonly number[]): number | null {
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count) / counts.length;
}
