import {
  type Finding,
  findingOf,
  hardLevels,
  isPartial,
  type Measured,
  totalOf,
} from "../figures/figures";
import type { TerritoryKind } from "../generated/graphql";

export interface MeasuredTerritory extends Measured {
  readonly code: string;
  readonly name?: string | null;
  readonly kind?: TerritoryKind | null;
  readonly communes?: readonly { readonly code: string }[] | null;
}

/** One territory within another, with its part of levels 3 and 4. */
export interface BreakdownRow {
  readonly code: string;
  readonly name: string;
  readonly finding: Finding;
  /** Share of dwellings at levels 3 and 4; null where none can be given. */
  readonly share: number | null;
  readonly isPartial: boolean;
}

/**
 * Those of one kind that share a commune with a territory, the hardest first; those without a share
 * come last, by name.
 */
export function breakdownOf(
  territories: readonly MeasuredTerritory[],
  within: string,
  kind: TerritoryKind,
  landlord: string | null,
): BreakdownRow[] {
  const communes = new Set(
    territories.find(({ code }) => code === within)?.communes?.map(({ code }) => code),
  );
  return territories
    .filter((each) => each.kind === kind && each.code !== within)
    .filter((each) => each.communes?.some(({ code }) => communes.has(code)))
    .map((each) => rowOf(each, landlord))
    .sort((a, b) => (b.share ?? -1) - (a.share ?? -1) || a.name.localeCompare(b.name, "fr"));
}

function rowOf(territory: MeasuredTerritory, landlord: string | null): BreakdownRow {
  const finding = findingOf(territory, landlord);
  return {
    code: territory.code,
    name: territory.name ?? territory.code,
    finding,
    share: finding.kind === "levels" ? totalOf(finding.levels, hardLevels).share : null,
    isPartial: isPartial(territory),
  };
}
