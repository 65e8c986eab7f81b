/** What is left of a row once the span is taken from it: nothing but zeros where the span holds it. */
export type Rest = Float64Array;

/**
 * The rows that sums and differences of some rows give, each taken as often as one likes, modulo a
 * prime below 2²⁶, so that products are exact. It holds every row that it holds in fractions, unless
 * the prime divides what decides it: who must not miss one asks spans of several primes.
 */
export class RowSpan {
  /** Each is one at its pivot, where those after it are zero. */
  private readonly basis: { readonly pivot: number; readonly row: Rest }[] = [];

  constructor(private readonly prime: number) {}

  restOf(row: readonly number[]): Rest {
    const rest = Float64Array.from(row, (value) => remainder(value, this.prime));
    for (const each of this.basis) this.take(each.row, rest, rest[each.pivot] as number);
    return rest;
  }

  /** @param rest Of a row that the span does not hold. */
  add(rest: Rest): void {
    const pivot = pivotOf(rest);
    const inverse = inverseOf(rest[pivot] as number, this.prime);
    this.basis.push({ pivot, row: rest.map((value) => (value * inverse) % this.prime) });
  }

  /** What is left of a rest once the row added last is taken from it too. */
  reduced(rest: Rest): Rest {
    const last = this.basis.at(-1);
    const times = last === undefined ? 0 : (rest[last.pivot] as number);
    if (last === undefined || times === 0) return rest;
    const found = Float64Array.from(rest);
    this.take(last.row, found, times);
    return found;
  }

  /** Whether a rest is so many times another, which is not zero: the span would hold it with that one. */
  areAlike(rest: Rest, other: Rest): boolean {
    const pivot = pivotOf(other);
    const [here, there] = [rest[pivot] as number, other[pivot] as number];
    return (
      here !== 0 &&
      rest.every(
        (value, at) => (value * there) % this.prime === ((other[at] as number) * here) % this.prime,
      )
    );
  }

  private take(row: Rest, from: Rest, times: number): void {
    if (times === 0) return;
    const { prime } = this;
    for (let at = 0; at < from.length; at += 1) {
      const value = row[at] as number;
      if (value === 0) continue;
      from[at] = remainder((from[at] as number) - ((times * value) % prime), prime);
    }
  }
}

export function isZero(rest: Rest): boolean {
  return pivotOf(rest) < 0;
}

function pivotOf(rest: Rest): number {
  return rest.findIndex((value) => value !== 0);
}

function remainder(value: number, prime: number): number {
  const found = value % prime;
  return found < 0 ? found + prime : found;
}

/** By Fermat's little theorem. */
function inverseOf(value: number, prime: number): number {
  let result = 1;
  let power = value;
  for (let exponent = prime - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * power) % prime;
    power = (power * power) % prime;
  }
  return result;
}
