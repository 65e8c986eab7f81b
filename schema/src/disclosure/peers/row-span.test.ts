import { isZero, RowSpan } from "./row-span.js";

/** The largest below 2²⁶. */
const prime = 67_108_859;

function spanOf(...rows: readonly (readonly number[])[]): RowSpan {
  const span = new RowSpan(prime);
  for (const row of rows) {
    const rest = span.restOf(row);
    if (!isZero(rest)) span.add(rest);
  }
  return span;
}

it("holds sums and differences of its rows, in fractions too", () => {
  const span = spanOf([1, 1, 0, 0], [0, 1, 1, 0], [1, 2, 1, 0]);
  expect(isZero(span.restOf([1, 0, -1, 0]))).toBe(true);
  expect(isZero(span.restOf([1, 0, 1, 0]))).toBe(false);
  expect(isZero(spanOf([2, 4, 6]).restOf([3, 6, 9]))).toBe(true);
  expect(isZero(span.restOf([0, 0, 0, 1]))).toBe(false);
});

it("tells whether one more row makes it hold another", () => {
  const span = spanOf([1, 1, 1, 0]);
  const wanted = span.restOf([1, 0, 0, 0]);
  expect(span.areAlike(wanted, span.restOf([0, 1, 1, 0]))).toBe(true);
  expect(span.areAlike(wanted, span.restOf([0, 1, 0, 0]))).toBe(false);
  expect(span.areAlike(wanted, span.restOf([0, 1, 1, 1]))).toBe(false);
});

it("takes a row that came later from a rest as it does from the row itself", () => {
  const span = spanOf([1, 1, 1, 0]);
  const rest = span.restOf([1, 0, 1, 1]);
  span.add(span.restOf([0, 1, 3, 0]));
  expect(span.reduced(rest)).toEqual(span.restOf([1, 0, 1, 1]));
});

it("says of random rows of zeros and ones what elimination in whole numbers says", () => {
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  let held = 0;
  for (let trial = 0; trial < 300; trial += 1) {
    const width = 2 + Math.floor(random() * 7);
    const rows = Array.from({ length: 1 + Math.floor(random() * 6) }, () =>
      Array.from({ length: width }, () => Number(random() < 0.4)),
    );
    const row = Array.from({ length: width }, () => Number(random() < 0.4));
    const isHeld = rank([...rows, row]) === rank(rows);
    expect([rows, row, isZero(spanOf(...rows).restOf(row))]).toEqual([rows, row, isHeld]);
    held += Number(isHeld);
  }
  expect(held).toBeGreaterThan(50);
  expect(held).toBeLessThan(250);
});

/** By elimination without fractions. */
function rank(matrix: readonly (readonly number[])[]): number {
  const [first, ...others] = matrix.map((row) => row.map(BigInt));
  if (first === undefined) return 0;
  const pivot = first.findIndex((value) => value !== 0n);
  const rest = others.map((row) =>
    pivot < 0
      ? row.map(Number)
      : row.map((value, at) =>
          Number(value * (first[pivot] as bigint) - (first[at] as bigint) * (row[pivot] as bigint)),
        ),
  );
  return Number(pivot >= 0) + rank(rest);
}
