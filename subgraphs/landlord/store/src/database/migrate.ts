import { setTimeout as pause } from "node:timers/promises";
import { ConfigurationError } from "@palier/schema";
import { type DataSource, type EntityManager, MigrationExecutor, QueryFailedError } from "typeorm";

/** Lock of whoever migrates; any number that nothing else in the database uses. */
const migrationLock = 1_793_000_001;

/**
 * Whoever asks waits behind a migration that waits for a table: so much, and no longer, which is within
 * the time that a node gives a statement.
 */
const longestWaitMs = 1_000;

/** So often a migration steps back for those who ask, and tries again. */
const mostTries = 120;

/** PostgreSQL's code of a lock that was not had in time. */
const notInTime = "55P03";

/**
 * Brings the tables up to date while nodes of the version before go on serving. Processes that open one
 * database at once wait for one another.
 *
 * @throws ConfigurationError when a newer version has been here, or somebody keeps a table locked.
 */
export async function migrate(store: DataSource): Promise<void> {
  const session = store.createQueryRunner();
  try {
    await session.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    await refuseNewerStore(store);
    await migratePolitely(store);
  } finally {
    await session.query("SELECT pg_advisory_unlock($1)", [migrationLock]);
    await session.release();
  }
}

async function migratePolitely(store: DataSource): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await store.transaction(async (tx) => {
        await tx.query(`SET LOCAL lock_timeout = ${longestWaitMs}`);
        await alongMigrations(store, tx);
      });
      return;
    } catch (error) {
      if (!isNotInTime(error)) throw error;
      if (tries === mostTries) {
        throw new ConfigurationError([
          "the database cannot be brought up to date: another session keeps a table locked that a migration changes; end it (pg_stat_activity shows it, the oldest transaction first), then try again",
        ]);
      }
    }
    await pause(longestWaitMs);
  }
}

function isNotInTime(error: unknown): boolean {
  return error instanceof QueryFailedError && error.driverError.code === notInTime;
}

/** Until the transaction ends, alone among those who migrate. */
export async function lockMigrations(tx: EntityManager): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock($1)", [migrationLock]);
}

/**
 * Makes the migrations that are missing, in a transaction that is under way.
 *
 * @param count The first ones only: the store as an earlier version had it.
 */
export async function alongMigrations(
  store: DataSource,
  tx: EntityManager,
  count = store.migrations.length,
): Promise<void> {
  // The executor takes them from its data source, and there is no other way to tell it. What fails is
  // thrown: it need not be printed too, least of all when it is tried again.
  const earlier: DataSource = Object.create(store, {
    migrations: { value: store.migrations.slice(0, count) },
    logger: { value: { logMigration() {}, logSchemaBuild() {} } },
  });
  await new MigrationExecutor(earlier, tx.queryRunner).executePendingMigrations();
}

/**
 * An earlier version would write rows that a later one's tables do not mean.
 *
 * @throws ConfigurationError when the store has a migration that this version does not know.
 */
export async function refuseNewerStore(store: DataSource): Promise<void> {
  const [found] = await store.query<{ isThere: boolean }[]>(
    `SELECT to_regclass('public.migrations') IS NOT NULL AS "isThere"`,
  );
  if (!found?.isThere) return;
  const known = new Set(migrationNames(store));
  const applied = await store.query<{ name: string }[]>("SELECT name FROM migrations ORDER BY id");
  const newer = applied.find(({ name }) => !known.has(name));
  if (newer === undefined) return;
  throw new ConfigurationError([
    `the database was brought up to date by a newer version of Palier (this one does not know its migration ${newer.name}); run that version or a later one, or restore a backup from before into an empty database`,
  ]);
}

/** Of this version, oldest first. */
export function migrationNames(store: DataSource): string[] {
  return store.migrations.map((migration) => migration.name ?? migration.constructor.name);
}
