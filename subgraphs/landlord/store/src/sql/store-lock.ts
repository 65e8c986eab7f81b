import type { DataSource, EntityManager } from "typeorm";

/** Who holds the lock. */
export interface LockHolder {
  /** The database's number of the session, to find it by, or to end it. */
  readonly session: number;
  /** The account, and the program and machine where these are known to who asks. */
  readonly account: string | null;
  readonly program: string | null;
  readonly machine: string | null;
  /** When its work began; null where it is not shown to who asks. */
  readonly since: Date | null;
}

/** Lock of whoever writes what the derived tables rest on; any number nothing else uses. */
const storeLock = 1_793_000_002;

/**
 * Runs `work` in one transaction, alone among the writers of this database: imports, closing of
 * months, decisions. Readers are not held up. Whatever `work` throws leaves the store untouched.
 *
 * @param onWait Called once when another writer is at work, before waiting for it; null when that
 *   one ended meanwhile.
 */
export function withStoreLock<T>(
  store: DataSource,
  work: (tx: EntityManager) => Promise<T>,
  onWait: (holder: LockHolder | null) => void = () => {},
): Promise<T> {
  return store.transaction(async (tx) => {
    const [attempt] = await tx.query<{ taken: boolean }[]>(
      "SELECT pg_try_advisory_xact_lock($1) AS taken",
      [storeLock],
    );
    if (!attempt?.taken) {
      onWait(await holderOf(tx));
      await tx.query("SELECT pg_advisory_xact_lock($1)", [storeLock]);
    }
    return work(tx);
  });
}

async function holderOf(tx: EntityManager): Promise<LockHolder | null> {
  const [holder] = await tx.query<LockHolder[]>(
    `SELECT pid AS session, usename AS account, nullif(application_name, '') AS program,
       host(client_addr) AS machine, xact_start AS since
     FROM pg_locks JOIN pg_stat_activity USING (pid)
     WHERE locktype = 'advisory' AND granted AND objid = $1
       AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
     LIMIT 1`,
    [storeLock],
  );
  return holder ?? null;
}
