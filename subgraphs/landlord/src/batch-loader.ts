import DataLoader from "dataloader";

/**
 * Collects the keys that one request asks for at the same moment into one call.
 *
 * @param load Takes distinct keys; answers in their order.
 */
export function batchLoader<Key, Value>(
  load: (keys: readonly Key[]) => Promise<readonly Value[]>,
): DataLoader<Key, Value, string> {
  return new DataLoader<Key, Value, string>(load, { cacheKeyFn: (key) => JSON.stringify(key) });
}
