import { createHmac } from "node:crypto";
import type pg from "pg";
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
 */
export async function openLandlordDatabase(access: ServerAccess, slug: string): Promise<string> {
  const { client, port } = access;
  const name = databaseName(slug);
  const password = passwordOf(access, name);
  await client.query("SELECT pg_advisory_lock($1)", [creationLock]);
  try {
    // Neither statement takes parameters; a slug is lower-case letters, digits and hyphens.
    if (!(await exists(client, "SELECT FROM pg_roles WHERE rolname = $1", name))) {
      await client.query(`CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
    }
    // It makes the logins of its own endpoints; over other landlords' roles it has no power.
    await client.query(`ALTER ROLE ${name} CREATEROLE`);
    if (!(await exists(client, "SELECT FROM pg_database WHERE datname = $1", name))) {
      await client.query(`CREATE DATABASE ${name} OWNER ${name}`);
    }
    await client.query(`REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC`);
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [creationLock]);
  }
  return `postgres://${name}:${password}@${loopback}:${port}/${name}`;
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
