import type { Disclosure } from "../access/access-terms.js";
import { leavesHeldRest } from "./held-rest.js";

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
  const withheld = byStock.filter((territory) => !mayHave.includes(territory));
  const hidden = placesOfFew(rule.leastLandlords, places, landlordsIn);
  const shown: DividedTerritory[] = [];
  for (const territory of mayHave) {
    const rows = [...shown, territory].map((each) => rowOf(each, places));
    const givesBack =
      withheld.some((each) => isSpanned(rowOf(each, places), rows)) ||
      hidden.some((ofFew) => reaches(rows, ofFew)) ||
      leavesHeldRest(
        [...shown, territory].map(({ dwellings }) => dwellings),
        rule.largestShare,
      );
    if (givesBack) withheld.push(territory);
    else shown.push(territory);
  }
  return new Set(shown.map(({ code }) => code));
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

/** Whether some sum or difference of the rows rests on places of so few alone. */
function reaches(rows: readonly (readonly number[])[], ofFew: readonly boolean[]): boolean {
  const beyond = rows.map((row) => row.filter((_, place) => !ofFew[place]));
  return rankOf(rows) > rankOf(beyond);
}

function rowOf({ dwellings }: DividedTerritory, places: readonly string[]): number[] {
  return places.map((place) => Number(dwellings.has(place)));
}

function isSpanned(row: readonly number[], rows: readonly (readonly number[])[]): boolean {
  return rankOf([...rows, row]) === rankOf(rows);
}

/** Rank of a matrix of zeros and ones, by elimination modulo a large prime: exact, whatever the size. */
function rankOf(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => row.map(BigInt));
  const columns = rows[0]?.length ?? 0;
  let rank = 0;
  for (let column = 0; column < columns && rank < rows.length; column += 1) {
    const pivot = rows.findIndex((row, index) => index >= rank && row[column] !== 0n);
    if (pivot < 0) continue;
    const [found] = rows.splice(pivot, 1) as [bigint[]];
    rows.splice(rank, 0, found);
    for (let below = rank + 1; below < rows.length; below += 1) {
      const row = rows[below] as bigint[];
      const times = row[column] as bigint;
      if (times === 0n) continue;
      const scale = found[column] as bigint;
      rows[below] = row.map((value, at) => (value * scale - times * (found[at] as bigint)) % prime);
    }
    rank += 1;
  }
  return rank;
}

/** 2⁶¹ − 1. */
const prime = 2_305_843_009_213_693_951n;
