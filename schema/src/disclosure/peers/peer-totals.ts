import type { Disclosure } from "../../access/access-terms.js";
import { SharedTotals } from "./held-rest.js";
import { isZero, type Rest, RowSpan } from "./row-span.js";

/** A territory as the signed convention divides it; who answers today plays no part. */
export interface DividedTerritory {
  readonly code: string;
  /** Dwellings of each landlord, by place: a part of a commune, inside or outside one district. */
  readonly dwellings: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

type Shares = ReadonlyMap<string, number>;

/**
 * Territories of which those who see no landlord's figures are shown totals. Each rests on enough
 * landlords of which none holds too much, and no sum or difference of the totals shown gives back one
 * that is withheld, nor the figures of one or two landlords. The largest territories come first.
 */
export function territoriesWithTotals(
  territories: readonly DividedTerritory[],
  rule: Pick<Disclosure, "leastLandlords" | "largestShare">,
): ReadonlySet<string> {
  const places = [...new Set(territories.flatMap(({ dwellings }) => [...dwellings.keys()]))].sort();
  const landlordsIn = landlordsByPlace(territories);
  const byStock = [...territories].sort(
    (a, b) => stockOf(b) - stockOf(a) || (a.code < b.code ? -1 : 1),
  );
  const mayHave = byStock.filter((territory) => isBroad(sharesOf(territory.dwellings), rule));
  const hidden = placesOfFew(rule.leastLandlords, places, landlordsIn);
  const totals = primes.map((prime) => new ShownTotals(prime, hidden));
  const withhold = (row: readonly number[]) => {
    for (const each of totals) each.withhold(row);
  };
  for (const territory of byStock) {
    if (!mayHave.includes(territory)) withhold(rowOf(territory, places));
  }
  const shared = new SharedTotals(
    mayHave.map(({ dwellings }) => dwellings),
    rule.largestShare,
  );
  const shown = new Set<string>();
  for (const territory of mayHave) {
    const row = rowOf(territory, places);
    if (totals.some((each) => each.wouldGiveBack(row)) || !shared.add(territory.dwellings)) {
      withhold(row);
      continue;
    }
    shown.add(territory.code);
    for (const each of totals) each.show(row);
  }
  return shown;
}

/** The largest below 2²⁶. What either gives back is withheld: that both miss it takes both to divide what decides it. */
const primes = [67_108_859, 67_108_837];

/** The totals that are shown, as rows of the places that they count. */
class ShownTotals {
  private readonly all: RowSpan;
  /** The same without the places of so few, for each set of too few landlords. */
  private readonly beyond: readonly {
    readonly ofFew: readonly boolean[];
    readonly span: RowSpan;
  }[];
  /** Of totals that are withheld, what those shown leave. */
  private withheld: Rest[] = [];

  constructor(prime: number, hidden: readonly (readonly boolean[])[]) {
    this.all = new RowSpan(prime);
    this.beyond = hidden.map((ofFew) => ({ ofFew, span: new RowSpan(prime) }));
  }

  /** Whether some sum or difference of it and those shown is one that is withheld, or of so few alone. */
  wouldGiveBack(row: readonly number[]): boolean {
    const rest = this.all.restOf(row);
    if (isZero(rest)) return false;
    return (
      this.withheld.some((each) => this.all.areAlike(each, rest)) ||
      this.beyond.some(({ ofFew, span }) => isZero(span.restOf(without(row, ofFew))))
    );
  }

  show(row: readonly number[]): void {
    const rest = this.all.restOf(row);
    if (isZero(rest)) return;
    this.all.add(rest);
    for (const { ofFew, span } of this.beyond) span.add(span.restOf(without(row, ofFew)));
    this.withheld = this.withheld.map((each) => this.all.reduced(each));
  }

  withhold(row: readonly number[]): void {
    this.withheld.push(this.all.restOf(row));
  }
}

function without(row: readonly number[], ofFew: readonly boolean[]): number[] {
  return row.map((value, place) => (ofFew[place] === true ? 0 : value));
}

function stockOf({ dwellings }: DividedTerritory): number {
  return [...sharesOf(dwellings).values()].reduce((sum, each) => sum + each, 0);
}

/** Dwellings by landlord over all places. */
function sharesOf(dwellings: DividedTerritory["dwellings"]): Shares {
  const shares = new Map<string, number>();
  for (const landlords of dwellings.values()) {
    for (const [slug, count] of landlords) shares.set(slug, (shares.get(slug) ?? 0) + count);
  }
  return shares;
}

function isBroad(
  shares: Shares,
  { leastLandlords, largestShare }: Pick<Disclosure, "leastLandlords" | "largestShare">,
): boolean {
  const held = [...shares.values()].filter((dwellings) => dwellings > 0);
  const all = held.reduce((sum, dwellings) => sum + dwellings, 0);
  return held.length >= leastLandlords && Math.max(...held) <= largestShare * all;
}

function landlordsByPlace(
  territories: readonly DividedTerritory[],
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    territories.flatMap(({ dwellings }) =>
      [...dwellings].map(([place, landlords]): [string, string[]] => [
        place,
        [...landlords].filter(([, count]) => count > 0).map(([slug]) => slug),
      ]),
    ),
  );
}

/** By place whether it is of some landlords alone: once for every such set of too few landlords. */
function placesOfFew(
  least: number,
  places: readonly string[],
  landlordsIn: ReadonlyMap<string, readonly string[]>,
): boolean[][] {
  const slugs = [...new Set([...landlordsIn.values()].flat())].sort();
  let groups: string[][] = [[]];
  for (let size = 1; size < Math.min(least, slugs.length + 1); size += 1) {
    groups = groups.flatMap((group) =>
      slugs.filter((slug) => slug > (group.at(-1) ?? "")).map((slug) => [...group, slug]),
    );
  }
  const found = new Map<string, boolean[]>();
  for (const group of groups) {
    const ofGroup = places.map((place) =>
      (landlordsIn.get(place) ?? []).every((slug) => group.includes(slug)),
    );
    if (ofGroup.includes(true)) found.set(ofGroup.join(), ofGroup);
  }
  return [...found.values()];
}

function rowOf({ dwellings }: DividedTerritory, places: readonly string[]): number[] {
  return places.map((place) => Number(dwellings.has(place)));
}
