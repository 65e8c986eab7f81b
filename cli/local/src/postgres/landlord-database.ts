import { createHmac } from "node:crypto";
import { keepLargeObjects } from "@palier/landlord-store";
import pg from "pg";
import { PlatformError } from "../machine/platform-error.js";
import { loopback } from "../machine/ports.js";

/** One palier at a time creates: PostgreSQL has no CREATE DATABASE IF NOT EXISTS. */
const creationLock = 1_793_000_101;
const prefix = databaseName("");

/** Name of the landlord's database on a server that several landlords share. */
function databaseName(slug: string): string {
  return `palier_${slug.replaceAll("-", "_")}`;
}

/** The owner's connection to the server that holds the landlords' databases. */
export interface ServerAccess {
  readonly client: pg.Client;
  readonly port: number;
  readonly password: string;
}

/**
 * Creates the landlord's database on first use. Each landlord has an account of its own that opens
 * no other landlord's database, also where one machine holds them all.
 *
 * @returns URL of the database.
 * @throws PlatformError when another account has made the landlord's before it had a database.
 */
export async function openLandlordDatabase(access: ServerAccess, slug: string): Promise<string> {
  const { client, port } = access;
  const name = databaseName(slug);
  const password = passwordOf(access, name);
  await client.query("SELECT pg_advisory_lock($1)", [creationLock]);
  try {
    // No landlord's account can make a database: one that the account owns shows that palier made both.
    // Neither statement takes parameters; a slug is lower-case letters, digits and hyphens.
    const owner = await ownerOf(client, name);
    const hasAccount = await exists(client, "SELECT FROM pg_roles WHERE rolname = $1", name);
    if (hasAccount && owner !== name) throw takenAccount(name);
    if (owner === null) await client.query(`CREATE DATABASE ${name}`);
    if (!hasAccount) {
      await client.query(`
        BEGIN;
        CREATE ROLE ${name} LOGIN PASSWORD '${password}';
        ALTER DATABASE ${name} OWNER TO ${name};
        COMMIT;`);
    }
    // It makes the logins of its own endpoints; over other landlords' roles it has no power.
    await client.query(`ALTER ROLE ${name} CREATEROLE`);
    await client.query(`REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC`);
    await administer(access, name, keepLargeObjects);
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [creationLock]);
  }
  return `postgres://${name}:${password}@${loopback}:${port}/${name}`;
}

/** Who made it knows its password, and would own the landlord's record. */
function takenAccount(name: string): PlatformError {
  return new PlatformError(
    `The local database has an account "${name}" that palier has not made, so nothing is given to it. Drop or rename it (DROP ROLE ${name}, as postgres), then try again.`,
  );
}

/** Runs a statement in a landlord's database as the server's owner. */
async function administer(
  { password, port }: ServerAccess,
  database: string,
  statement: string,
): Promise<void> {
  const connection = { host: loopback, port, user: "postgres", password, database };
  const client = new pg.Client(connection);
  // A connection that breaks fails its statement.
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Name of the account that owns a database; null where there is no such database. */
async function ownerOf(client: pg.Client, database: string): Promise<string | null> {
  const { rows } = await client.query<{ owner: string }>(
    "SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = $1",
    [database],
  );
  return rows[0]?.owner ?? null;
}

/** Password of the login that serves the landlord's sites to partners; the same at each start. */
export function federatedPassword(access: Pick<ServerAccess, "password">, slug: string): string {
  return passwordOf(access, `${databaseName(slug)} federated`);
}

function passwordOf({ password }: Pick<ServerAccess, "password">, name: string): string {
  return createHmac("sha256", password).update(name).digest("base64url");
}

/** Slugs of the landlords that have a database on the server. */
export async function listLandlords({ client }: ServerAccess): Promise<string[]> {
  const { rows } = await client.query<{ datname: string }>(
    "SELECT datname FROM pg_database WHERE starts_with(datname, $1) ORDER BY datname",
    [prefix],
  );
  return rows.map(({ datname }) => datname.slice(prefix.length).replaceAll("_", "-"));
}

async function exists(client: pg.Client, query: string, name: string): Promise<boolean> {
  const { rowCount } = await client.query(query, [name]);
  return rowCount === 1;
}
