import { createDatabase } from "@palier/test-support";
import pg from "pg";
import { createDataSource } from "./data-source.js";
import { migrate } from "./migrate.js";

/** A database that has the tables of a store, and is nobody's. */
const template = "ready_store";
/** Under this name until it has all of them: whoever makes it may be ended. */
const unready = "unready_store";
/** One at a time makes it; any number that no store uses. */
const makingLock = 1_793_000_901;

let made: Promise<void> | undefined;

/**
 * A database of a test's own in which no migration is missing: a copy costs half of what an empty one and all
 * migrations do. Tests of the migrations take an empty one.
 *
 * @returns Its address, for `openStore`.
 */
export async function readyDatabase(): Promise<string> {
  made ??= makeTemplate();
  await made;
  const url = await createDatabase(template);
  // A migration has drawn it, and no two landlords have the same.
  await withClient(url, (client) =>
    client.query(
      "UPDATE release_key SET key = replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')",
    ),
  );
  return url;
}

/** Once for each server, and so for each run of tests. */
async function makeTemplate(): Promise<void> {
  const server = new URL("/postgres", await createDatabase()).href;
  await withClient(server, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [makingLock]);
    const found = await client.query("SELECT FROM pg_database WHERE datname = $1", [template]);
    if (found.rowCount === 1) return;
    await client.query(`DROP DATABASE IF EXISTS ${unready}`);
    await client.query(`CREATE DATABASE ${unready}`);
    const store = await createDataSource(new URL(`/${unready}`, server).href).initialize();
    await migrate(store).finally(() => store.destroy());
    await client.query(`ALTER DATABASE ${unready} RENAME TO ${template}`);
  });
}

async function withClient(
  url: string,
  use: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}
