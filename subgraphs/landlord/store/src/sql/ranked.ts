/**
 * Rows of a statement that answers a list of keys at once, sorted back to their keys.
 *
 * @param rows `rank` is the place of the key that a row answers.
 * @param count Number of keys.
 */
export function rowsByRank<Row extends { readonly rank: number }>(
  rows: readonly Row[],
  count: number,
): Omit<Row, "rank">[][] {
  const answers: Omit<Row, "rank">[][] = Array.from({ length: count }, () => []);
  for (const { rank, ...row } of rows) answers[rank]?.push(row);
  return answers;
}

/** Keys with their place, as the text of a JSON list. */
export function rankedJson(keys: readonly object[]): string {
  return JSON.stringify(keys.map((key, rank) => ({ ...key, rank })));
}
