import { ConfigurationError } from "@palier/schema";
import pg from "pg";
import { keepLargeObjects } from "./roles/federated-rights.js";

/** One at a time creates: PostgreSQL has no CREATE DATABASE IF NOT EXISTS. */
const creationLock = 1_793_000_101;

/** Name of a landlord's database, and of its owner, on a server that may hold others. */
export function databaseName(slug: string): string {
  return `palier_${slug.replaceAll("-", "_")}`;
}

/** Address by which the owner of a landlord's database reaches it. */
export function ownerUrl(administratorUrl: string, slug: string, password: string): string {
  const url = new URL(administratorUrl);
  const name = databaseName(slug);
  [url.username, url.password, url.pathname] = [name, password, `/${name}`];
  return url.href;
}

/**
 * Creates a landlord's database and the account that owns it, which opens no other landlord's; where
 * they are there both stay, with the password that they have.
 *
 * @param administratorUrl of a superuser's connection to the server.
 * @param password letters, digits, `-` and `_`; of the account, if it is to be made.
 * @returns whether the account was made, and so has this password.
 * @throws ConfigurationError when another account has made the landlord's before it had a database.
 */
export async function createLandlordDatabase(
  administratorUrl: string,
  slug: string,
  password: string,
): Promise<boolean> {
  const name = databaseName(slug);
  if (!/^[\w-]+$/.test(password)) throw new Error("a password that a statement cannot hold");
  return withClient(administratorUrl, async (server) => {
    await server.query("SELECT pg_advisory_lock($1)", [creationLock]);
    // No landlord's account can make a database: one that the account owns shows that palier made both.
    const owner = await ownerOf(server, name);
    const hasAccount = await exists(server, "SELECT FROM pg_roles WHERE rolname = $1", name);
    if (hasAccount && owner !== name) throw takenAccount(name);
    // Neither statement takes parameters; a slug is lower-case letters, digits and hyphens.
    if (owner === null) await server.query(`CREATE DATABASE ${name}`);
    if (!hasAccount) {
      await server.query(`
        BEGIN;
        CREATE ROLE ${name} LOGIN PASSWORD '${password}';
        ALTER DATABASE ${name} OWNER TO ${name};
        COMMIT;`);
    }
    // It makes the logins of its own endpoints; over other landlords' roles it has no power.
    await server.query(`ALTER ROLE ${name} CREATEROLE`);
    await server.query(`REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC`);
    const own = new URL(administratorUrl);
    own.pathname = `/${name}`;
    await withClient(own.href, (database) => database.query(keepLargeObjects));
    return !hasAccount;
  });
}

/** What one connection holds, locks too, ends with it. */
async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // A connection that breaks fails its statement.
  client.on("error", () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** Who made it knows its password, and would own the landlord's record. */
function takenAccount(name: string): ConfigurationError {
  return new ConfigurationError([
    `the database server has an account "${name}" that palier has not made, so nothing is given to it; drop or rename it (DROP ROLE ${name}, as postgres), then try again`,
  ]);
}

/** Name of the account that owns a database; null where there is no such database. */
async function ownerOf(client: pg.Client, database: string): Promise<string | null> {
  const { rows } = await client.query<{ owner: string }>(
    "SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = $1",
    [database],
  );
  return rows[0]?.owner ?? null;
}

async function exists(client: pg.Client, query: string, name: string): Promise<boolean> {
  const { rowCount } = await client.query(query, [name]);
  return rowCount === 1;
}
