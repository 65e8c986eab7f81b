/** Neighbours in a list that are alike. */
export interface Run<Key> {
  readonly key: Key;
  /** Index of the first. */
  readonly from: number;
  readonly length: number;
}

export function runsOf<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): readonly Run<Key>[] {
  const runs: Run<Key>[] = [];
  items.forEach((item, index) => {
    const key = keyOf(item);
    const last = runs.at(-1);
    if (last !== undefined && last.key === key) {
      runs[runs.length - 1] = { ...last, length: last.length + 1 };
    } else runs.push({ key, from: index, length: 1 });
  });
  return runs;
}
