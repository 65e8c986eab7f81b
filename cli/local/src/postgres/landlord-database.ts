import { createHmac } from "node:crypto";
import { createLandlordDatabase, databaseName, ownerUrl } from "@palier/landlord-store";
import type pg from "pg";
import { loopback } from "../machine/ports.js";

const prefix = databaseName("");

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
 * @throws ConfigurationError when another account has made the landlord's before it had a database.
 */
export async function openLandlordDatabase(access: ServerAccess, slug: string): Promise<string> {
  const administrator = new URL(`postgres://postgres@${loopback}:${access.port}/postgres`);
  administrator.password = access.password;
  const password = passwordOf(access, databaseName(slug));
  await createLandlordDatabase(administrator.href, slug, password);
  return ownerUrl(administrator.href, slug, password);
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
