/** Dwellings of each landlord, by place. */
type Stock = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Of dwellings: they are whole numbers, shares of them are not. */
const precision = 1e-6;
/** Of how often a total is taken. */
const timesPrecision = 1e-9;
/** Beyond, a rest is taken to be held: an agglomeration takes some hundred for each landlord. */
const mostSteps = 20_000;

/**
 * Totals that leave no landlord more than the largest share of some rest: of any sum or difference of them,
 * each taken as often as one likes, that counts no place less than zero times.
 *
 * There is none exactly where what each territory lacks until the landlord holds the largest share of
 * it can be spread over its places, nothing below zero at any place, so that all territories agree (Farkas).
 */
export class SharedTotals {
  private readonly columns: ReadonlyMap<string, number>;
  /** Of landlords that hold too much of some place: of others what each place lacks is the spread itself. */
  private spreads: ReadonlyMap<string, Spread>;

  /** @param territories All that may be added. */
  constructor(
    territories: readonly Stock[],
    private readonly largestShare: number,
  ) {
    const places = new Set(territories.flatMap((stock) => [...stock.keys()]));
    this.columns = new Map([...places].map((place, column) => [place, column]));
    const slugs = new Set(
      territories.flatMap((stock) => [...stock.values()].flatMap((of) => [...of.keys()])),
    );
    const holding = [...slugs].filter((slug) => !lacksEverywhere(territories, slug, largestShare));
    this.spreads = new Map(holding.map((slug) => [slug, Spread.ofNothing(places.size)]));
  }

  /** How often a number was exchanged for another in a spread, for all that were added. */
  get steps(): number {
    return [...this.spreads.values()].reduce((sum, { steps }) => sum + steps, 0);
  }

  /** @returns False, and it is not added, where a landlord would hold too much of some rest. */
  add(territory: Stock): boolean {
    const places = [...territory.keys()].map((place) => this.columns.get(place) as number);
    const found = new Map<string, Spread>();
    for (const [slug, spread] of this.spreads) {
      const lack = lackOf(territory, slug, this.largestShare);
      const wider = lack < -precision ? null : spread.with(places, Math.max(0, lack));
      if (wider === null) return false;
      found.set(slug, wider);
    }
    this.spreads = found;
    return true;
  }
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

/** Numbers of a row of the tableau, the last what it comes to. */
type Row = Float64Array;

/**
 * Numbers at places, none below zero, that give each territory its sum: a tableau of the simplex method. One
 * more territory begins where those before it ended, so that it takes some exchanges, not all of them again.
 */
class Spread {
  private constructor(
    private readonly places: number,
    /** Shared with the spread before, as far as they are the same. */
    private readonly rows: readonly Row[],
    /** By row the place whose number it gives, or one from `places` on: what its territory still misses. */
    private readonly basis: readonly number[],
    private readonly given: readonly { readonly places: readonly number[]; readonly sum: number }[],
    readonly steps: number,
  ) {}

  static ofNothing(places: number): Spread {
    return new Spread(places, [], [], [], 0);
  }

  /** @returns Null where no spread gives all their sums, or it took too many steps to find one. */
  with(places: readonly number[], sum: number): Spread | null {
    const rows = [...this.rows, this.rowOf(places, sum)];
    const basis = [...this.basis, this.places + this.rows.length];
    const given = [...this.given, { places, sum }];
    const most = given.reduce((largest, each) => Math.max(largest, each.sum), 1);
    for (let { steps } = this; steps < mostSteps; steps += 1) {
      const missing = this.missingIn(rows, basis);
      const entering = missing.findIndex((gain, at) => at < this.places && gain > timesPrecision);
      if (entering < 0) {
        const found = new Spread(this.places, rows, basis, given, steps);
        const isWhole = (missing[this.places] as number) <= precision * most;
        return isWhole && found.errs() <= precision * most ? found : null;
      }
      exchange(rows, basis, entering);
    }
    return null;
  }

  /** What is left of a territory's row once the numbers given so far are put into it. */
  private rowOf(places: readonly number[], sum: number): Row {
    const row = new Float64Array(this.places + 1);
    for (const place of places) row[place] = 1;
    row[this.places] = sum;
    this.rows.forEach((each, at) => {
      const place = this.basis[at] as number;
      if (place < this.places) subtract(row, each, place);
    });
    return (row[this.places] as number) < 0 ? row.map((value) => -value) : row;
  }

  /** The sum of the rows that give no place's number: each exchange lessens what it comes to, or leaves it. */
  private missingIn(rows: readonly Row[], basis: readonly number[]): Row {
    const missing = new Float64Array(this.places + 1);
    rows.forEach((row, at) => {
      if ((basis[at] as number) < this.places) return;
      for (let column = 0; column <= this.places; column += 1) {
        (missing[column] as number) += row[column] as number;
      }
    });
    return missing;
  }

  /** By how much the worst sum is missed: what many exchanges round away, no one would see. */
  private errs(): number {
    const numbers = new Float64Array(this.places);
    this.basis.forEach((place, at) => {
      if (place < this.places) numbers[place] = this.rows[at]?.[this.places] as number;
    });
    return this.given.reduce(
      (worst, { places, sum }) => {
        const found = places.reduce((all, place) => all + (numbers[place] as number), 0);
        return Math.max(worst, Math.abs(found - sum));
      },
      -Math.min(0, ...numbers),
    );
  }
}

/** Gives the place a number, by Bland's rule, which ends. */
function exchange(rows: Row[], basis: number[], entering: number): void {
  const leaving = leavingRow(rows, basis, entering);
  const scale = rows[leaving]?.[entering] as number;
  const pivot = (rows[leaving] as Row).map((value) => value / scale);
  rows.forEach((row, at) => {
    if (at === leaving) rows[at] = pivot;
    else if (row[entering] !== 0) {
      const changed = Float64Array.from(row);
      subtract(changed, pivot, entering);
      rows[at] = changed;
    }
  });
  basis[leaving] = entering;
}

/** The row that allows the least of what enters; of equal ones that of the lowest variable. */
function leavingRow(rows: readonly Row[], basis: readonly number[], entering: number): number {
  let found = -1;
  let least = Number.POSITIVE_INFINITY;
  rows.forEach((row, index) => {
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
function subtract(row: Row, pivot: Row, entering: number): void {
  const factor = row[entering] as number;
  if (factor === 0) return;
  for (let column = 0; column < row.length; column += 1) {
    (row[column] as number) -= factor * (pivot[column] as number);
  }
  row[entering] = 0;
}
