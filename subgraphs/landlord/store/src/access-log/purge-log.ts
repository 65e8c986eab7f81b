import type { DataSource } from "typeorm";

/**
 * Removes the entries whose time of keeping is over, from the old end of the log up to the first
 * one that is younger, and keeps the hash of the last one removed: the rest still verifies.
 * Appending goes on meanwhile.
 *
 * @returns How many entries were removed.
 */
export async function purgeLog(store: Pick<DataSource, "query">, before: Date): Promise<number> {
  const [purge] = await store.query<{ removed: string }[]>(
    "SELECT purge_access_log($1) AS removed",
    [before],
  );
  return Number(purge?.removed ?? 0);
}
