import { randomBytes } from "node:crypto";
import { ConfigurationError } from "@palier/schema";
import type { DataSource, QueryRunner } from "typeorm";
import { createDataSource } from "./data-source.js";

/** Session lock of whoever migrates; any number that nothing else in the database uses. */
const migrationLock = 1_793_000_001;

/**
 * Opens the landlord's database, brings its tables up to date and, on first use, makes it this
 * landlord's. Processes that open an empty database at once wait for one another.
 *
 * @returns An open data source; the caller destroys it.
 * @throws ConfigurationError when the database belongs to another landlord.
 */
export async function openStore(databaseUrl: string, slug: string): Promise<DataSource> {
  const store = await createDataSource(databaseUrl).initialize();
  try {
    await migrate(store);
    await claim(store, slug);
    return store;
  } catch (error) {
    await store.destroy();
    throw error;
  }
}

async function migrate(store: DataSource): Promise<void> {
  const session = store.createQueryRunner();
  try {
    await session.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    await store.runMigrations();
  } finally {
    await unlock(session);
  }
}

async function unlock(session: QueryRunner): Promise<void> {
  await session.query("SELECT pg_advisory_unlock($1)", [migrationLock]);
  await session.release();
}

async function claim(store: DataSource, slug: string): Promise<void> {
  await store.query("INSERT INTO node (slug, salt) VALUES ($1, $2) ON CONFLICT DO NOTHING", [
    slug,
    randomBytes(32).toString("hex"),
  ]);
  const [node] = await store.query<{ slug: string }[]>("SELECT slug FROM node");
  if (node?.slug === slug) return;
  throw new ConfigurationError([
    `the database holds the incidents of landlord "${node?.slug}", not of "${slug}"; give "${slug}" a database of its own`,
  ]);
}
