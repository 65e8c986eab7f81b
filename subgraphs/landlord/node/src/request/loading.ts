import type { MonthNumber, MonthRange } from "@palier/schema";
import DataLoader from "dataloader";

/** Gives the values of keys; those asked for at the same moment are read at once. */
export interface Loader<Key, Value> {
  readonly load: (key: Key) => Promise<Value>;
}

/**
 * Collects the keys that one request asks for at the same moment into one call.
 *
 * @param load Takes distinct keys; answers in their order.
 */
export function batchLoader<Key, Value>(
  load: (keys: readonly Key[]) => Promise<readonly Value[]>,
): Loader<Key, Value> {
  const loader = new DataLoader<Key, Value, string>(load, {
    cacheKeyFn: (key) => JSON.stringify(key),
  });
  return { load: (key) => loader.load(key) };
}

/**
 * Reads one range of months for all keys of the same subject, instead of ranges that overlap.
 *
 * @param read Answers in the order of the keys, each with the months of its range in their order.
 * @returns In the order of `keys`.
 */
export async function overlapping<
  Key extends MonthRange,
  Month extends { readonly month: MonthNumber },
>(
  keys: readonly Key[],
  subjectOf: (key: Key) => unknown,
  read: (keys: readonly Key[]) => Promise<readonly (readonly Month[])[]>,
): Promise<Month[][]> {
  const widest = new Map<string, Key>();
  const subjects = keys.map((key) => JSON.stringify(subjectOf(key)));
  for (const [index, key] of keys.entries()) {
    const subject = subjects[index] ?? "";
    const known = widest.get(subject) ?? key;
    const range = { from: Math.min(known.from, key.from), to: Math.max(known.to, key.to) };
    widest.set(subject, { ...key, ...range });
  }
  const found = await read([...widest.values()]);
  const months = new Map([...widest.keys()].map((subject, index) => [subject, found[index] ?? []]));
  return keys.map(({ from, to }, index) =>
    (months.get(subjects[index] ?? "") ?? []).filter(({ month }) => from <= month && month <= to),
  );
}

export function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}
