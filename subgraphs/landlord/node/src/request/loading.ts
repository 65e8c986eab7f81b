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

export function once<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let reading: Promise<Value> | undefined;
  return () => {
    reading ??= read();
    return reading;
  };
}
