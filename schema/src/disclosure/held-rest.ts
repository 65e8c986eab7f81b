/** Dwellings of each landlord, by place. */
type Stock = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Of dwellings: they are whole numbers, shares of them are not. */
const precision = 1e-6;
/** Of how often a total is taken. */
const timesPrecision = 1e-9;
/** Beyond, a rest is taken to be held: an agglomeration takes some hundred. */
const mostSteps = 20_000;

/**
 * Whether one landlord holds more than the largest share of some rest: of any sum or difference of the
 * totals, each taken as often as one likes, that counts no place less than zero times.
 *
 * There is none exactly where what each territory lacks until the landlord holds the largest share of
 * it can be spread over its places, nothing below zero at any place, so that all territories agree (Farkas).
 */
export function leavesHeldRest(territories: readonly Stock[], largestShare: number): boolean {
  const places = [...new Set(territories.flatMap((stock) => [...stock.keys()]))];
  const slugs = new Set(
    territories.flatMap((stock) => [...stock.values()].flatMap((of) => [...of.keys()])),
  );
  const rows = territories.map((stock) => places.map((place) => Number(stock.has(place))));
  return [...slugs].some((slug) => {
    if (lacksEverywhere(territories, slug, largestShare)) return false;
    const lacking = territories.map((stock) => lackOf(stock, slug, largestShare));
    return lacking.some((lack) => lack < -precision) || !canBeSpread(rows, lacking);
  });
}

/** Whether the landlord holds too much of no place, so that what each place lacks is the spread itself. */
function lacksEverywhere(
  territories: readonly Stock[],
  slug: string,
  largestShare: number,
): boolean {
  const known = new Map<string, ReadonlyMap<string, number>>();
  for (const stock of territories) {
    for (const [place, landlords] of stock) {
      const before = known.get(place);
      if (before === landlords) continue;
      const lack = lackAt(landlords, slug, largestShare);
      if (lack < 0) return false;
      if (before !== undefined && lackAt(before, slug, largestShare) !== lack) return false;
      known.set(place, landlords);
    }
  }
  return true;
}

/** Dwellings that a landlord may hold and does not. */
function lackOf(stock: Stock, slug: string, largestShare: number): number {
  let lack = 0;
  for (const landlords of stock.values()) lack += lackAt(landlords, slug, largestShare);
  return lack;
}

function lackAt(
  landlords: ReadonlyMap<string, number>,
  slug: string,
  largestShare: number,
): number {
  let lack = 0;
  for (const [other, count] of landlords) {
    lack += largestShare * count - (other === slug ? count : 0);
  }
  return lack;
}

/**
 * Whether numbers, none below zero, give each row its sum: the first phase of the simplex method, by
 * Bland's rule, which ends.
 *
 * @param sums None below zero.
 */
function canBeSpread(rows: readonly (readonly number[])[], sums: readonly number[]): boolean {
  const tableau = rows.map((row, index) => [...row, Math.max(0, sums[index] as number)]);
  const width = rows[0]?.length ?? 0;
  const basis = rows.map((_, index) => width + index);
  // What is not yet given, which each step lessens or leaves.
  const missing = Array.from({ length: width + 1 }, (_, column) =>
    tableau.reduce((sum, row) => sum + (row[column] as number), 0),
  );
  for (let step = 0; step < mostSteps; step += 1) {
    const entering = missing.findIndex((gain, column) => column < width && gain > timesPrecision);
    if (entering < 0) return (missing[width] as number) <= precision * Math.max(1, ...sums);
    const leaving = leavingRow(tableau, basis, entering);
    const pivot = tableau[leaving] as number[];
    const scale = pivot[entering] as number;
    for (let column = 0; column <= width; column += 1) (pivot[column] as number) /= scale;
    for (const row of [...tableau, missing]) if (row !== pivot) subtract(row, pivot, entering);
    basis[leaving] = entering;
  }
  return false;
}

/** The row that allows the least of what enters; of equal ones that of the lowest variable. */
function leavingRow(
  tableau: readonly (readonly number[])[],
  basis: readonly number[],
  entering: number,
): number {
  let found = -1;
  let least = Number.POSITIVE_INFINITY;
  tableau.forEach((row, index) => {
    const factor = row[entering] as number;
    if (factor <= timesPrecision) return;
    const ratio = (row.at(-1) as number) / factor;
    const isEqual = Math.abs(ratio - least) <= timesPrecision * Math.max(1, least);
    if (
      found < 0 ||
      (ratio < least && !isEqual) ||
      (isEqual && (basis[index] as number) < (basis[found] as number))
    ) {
      found = index;
      least = ratio;
    }
  });
  return found;
}

/** So often the pivot's row that nothing of what enters is left in this one. */
function subtract(row: number[], pivot: readonly number[], entering: number): void {
  const factor = row[entering] as number;
  if (factor === 0) return;
  for (let column = 0; column < row.length; column += 1) {
    (row[column] as number) -= factor * (pivot[column] as number);
  }
  row[entering] = 0;
}
