import type { DataSource, EntityManager } from "typeorm";

/** Lock of whoever writes what the derived tables rest on; any number nothing else uses. */
const storeLock = 1_793_000_002;

/**
 * Runs `work` in one transaction, alone among the writers of this database: imports, closing of
 * months, decisions. Readers are not held up. Whatever `work` throws leaves the store untouched.
 *
 * @param onWait Called once when another writer is at work, before waiting for it.
 */
export function withStoreLock<T>(
  store: DataSource,
  work: (tx: EntityManager) => Promise<T>,
  onWait: () => void = () => {},
): Promise<T> {
  return store.transaction(async (tx) => {
    const [attempt] = await tx.query<{ taken: boolean }[]>(
      "SELECT pg_try_advisory_xact_lock($1) AS taken",
      [storeLock],
    );
    if (!attempt?.taken) {
      onWait();
      await tx.query("SELECT pg_advisory_xact_lock($1)", [storeLock]);
    }
    return work(tx);
  });
}
