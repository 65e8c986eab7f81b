import { ConfigurationError, DomainError } from "@palier/schema";
import type { DataSource } from "typeorm";
import { type ConnectionLimits, createDataSource } from "./data-source.js";
import { openStore } from "./open-store.js";

/** A slow query ends before it starves the others of connections. */
const servingLimits: ConnectionLimits = {
  max: 10,
  connectionTimeoutMillis: 5_000,
  statement_timeout: 10_000,
  query_timeout: 12_000,
};

/**
 * Opens the landlord's database for queries, its tables up to date.
 *
 * @param federatedUrl The same database as a role with fewer rights; null: queries are answered with
 *   the role that brings the tables up to date.
 * @returns An open data source; the caller destroys it.
 * @throws ConfigurationError when the database cannot be reached or belongs to another landlord.
 */
export async function openServingStore(
  databaseUrl: string,
  slug: string,
  federatedUrl: string | null = null,
): Promise<DataSource> {
  try {
    // Migrations, and the wait for another process that runs them, may take longer than a query.
    await (await openStore(databaseUrl, slug)).destroy();
  } catch (error) {
    throw cannotOpen("DATABASE_URL", error);
  }
  try {
    return await createDataSource(federatedUrl ?? databaseUrl, servingLimits).initialize();
  } catch (error) {
    throw cannotOpen(federatedUrl === null ? "DATABASE_URL" : federatedName, error);
  }
}

const federatedName = "PALIER_FEDERATED_DATABASE_URL";

function cannotOpen(name: string, error: unknown): Error {
  if (error instanceof DomainError) return error;
  return new ConfigurationError([`the database in ${name} cannot be opened (${reason(error)})`]);
}

/** @throws Error while the database does not answer or lacks a migration. */
export async function checkStore(store: DataSource): Promise<void> {
  const applied = await store.query<{ name: string }[]>("SELECT name FROM migrations");
  const names = new Set(applied.map(({ name }) => name));
  const missing = store.migrations.filter(
    (migration) => !names.has(migration.name ?? migration.constructor.name),
  );
  if (missing.length > 0) throw new Error(`the database lacks ${missing.length} migrations`);
}

/** What the driver says; a host with several addresses fails with one error for each. */
function reason(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
