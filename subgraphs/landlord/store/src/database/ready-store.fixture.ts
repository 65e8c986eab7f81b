import { createDatabase } from "@palier/test-support";
import pg from "pg";
import type { DataSource } from "typeorm";
import { createDataSource } from "./data-source.js";
import { migrate } from "./migrate.js";
import { openStore } from "./open-store.js";

/** A database that has the tables of a store, and is nobody's. */
const template = "ready_store";
/** Under this name until it has all of them: whoever makes it may be ended. */
const unready = "unready_store";
/** One at a time makes it; any number that no store uses. */
const makingLock = 1_793_000_901;

let made: Promise<void> | undefined;

/**
 * Opens a store of a test's own in which no migration is missing: a copy costs half of what an empty database and all
 * migrations do. Tests of the migrations take an empty one.
 */
export async function readyStore(
  slug: string,
): Promise<{ readonly databaseUrl: string; readonly store: DataSource }> {
  made ??= makeTemplate();
  await made;
  const databaseUrl = await createDatabase(template);
  const store = await openStore(databaseUrl, slug);
  // A migration has drawn it, and no two landlords have the same.
  await store.query(
    "UPDATE release_key SET key = replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')",
  );
  return { databaseUrl, store };
}

/** Once for each server, and so for each run of tests. */
async function makeTemplate(): Promise<void> {
  const server = new URL("/postgres", await createDatabase()).href;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [makingLock]);
    const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [template]);
    if (found.rowCount === 1) return;
    await client.query(`DROP DATABASE IF EXISTS ${unready}`);
    await client.query(`CREATE DATABASE ${unready}`);
    const store = await createDataSource(new URL(`/${unready}`, server).href).initialize();
    await migrate(store).finally(() => store.destroy());
    await client.query(`ALTER DATABASE ${unready} RENAME TO ${template}`);
  } finally {
    await client.end();
  }
}
