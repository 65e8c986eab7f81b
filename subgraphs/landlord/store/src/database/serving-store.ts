import { ConfigurationError, DomainError } from "@palier/schema";
import type { DataSource } from "typeorm";
import { releaseBeforeServing } from "../release/release-counts.js";
import { type ConnectionLimits, createDataSource } from "./data-source.js";
import { migrationNames, refuseNewerStore } from "./migrate.js";
import { openStore } from "./open-store.js";
import { checkServingRole, federatedSetting } from "./roles/check-serving-role.js";

/** What a node waits for its database at most. */
export interface StorePatience {
  readonly statementMs: number;
  /** Until there is a session for a statement. */
  readonly sessionMs: number;
}

const usualPatience: StorePatience = { statementMs: 10_000, sessionMs: 5_000 };

/** A slow query ends before it starves the others of connections. */
function servingLimits({ statementMs, sessionMs }: StorePatience): ConnectionLimits {
  return {
    connectionTimeoutMillis: sessionMs,
    statement_timeout: statementMs,
    query_timeout: statementMs + 2_000,
  };
}

/** Addresses of one landlord's database; one of the two is there. */
export interface StoreAddresses {
  /** As the role that brings the tables up to date; null: they must be up to date already. */
  readonly databaseUrl: string | null;
  /** As the login that partners are served by; null: DATABASE_URL answers, to this machine alone. */
  readonly federatedDatabaseUrl?: string | null;
}

/**
 * Opens the landlord's database for queries. The connection that brings its tables up to date is
 * closed before: what serves holds no connection but those of the login for partners.
 *
 * @param tell Told what the record's landlord has to do, though it is served all the same.
 * @returns An open data source; the caller destroys it.
 * @throws ConfigurationError when the database cannot be reached, belongs to another landlord or a newer
 *   version, or lacks a migration, or when the login may do less or more than serving takes.
 */
export async function openServingStore(
  slug: string,
  { databaseUrl, federatedDatabaseUrl = null }: StoreAddresses,
  patience = usualPatience,
  tell: (words: string) => void = () => {},
): Promise<DataSource> {
  const limits = servingLimits(patience);
  // Migrations, and the wait for another process that runs them, may take longer than a query.
  if (databaseUrl !== null) {
    await named("DATABASE_URL", () => prepareStore(databaseUrl, slug, tell));
  }
  if (federatedDatabaseUrl !== null) {
    return named(federatedSetting, () => openFederated(federatedDatabaseUrl, slug, limits));
  }
  if (databaseUrl === null) throw new ConfigurationError(["DATABASE_URL is missing"]);
  return named("DATABASE_URL", () => createDataSource(databaseUrl, limits).initialize());
}

/** Months that were closed before there were releases are released before they are served. */
async function prepareStore(
  databaseUrl: string,
  slug: string,
  tell: (words: string) => void,
): Promise<void> {
  const store = await openStore(databaseUrl, slug);
  try {
    await releaseBeforeServing(store, tell);
  } finally {
    await store.destroy();
  }
}

async function openFederated(
  url: string,
  slug: string,
  limits: ConnectionLimits,
): Promise<DataSource> {
  const store = await createDataSource(url, limits).initialize();
  try {
    await checkServingRole(store, slug);
    await refuseNewerStore(store);
    await checkStore(store);
    return store;
  } catch (error) {
    await store.destroy();
    throw error;
  }
}

/** Does something with the address in a setting; its failure names the setting. */
async function named<T>(setting: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    throw cannotOpen(setting, error);
  }
}

function cannotOpen(name: string, error: unknown): Error {
  if (error instanceof DomainError) return error;
  return new ConfigurationError([`the database in ${name} cannot be opened (${reason(error)})`]);
}

/**
 * A store that a newer version has brought up to date meanwhile goes on being served.
 *
 * @throws Error while the database does not answer or lacks a migration.
 */
export async function checkStore(store: DataSource): Promise<void> {
  const applied = await store.query<{ name: string }[]>("SELECT name FROM migrations");
  const names = new Set(applied.map(({ name }) => name));
  const missing = migrationNames(store).filter((name) => !names.has(name));
  if (missing.length === 0) return;
  throw new Error(
    `the database lacks ${missing.length} migrations; a start with DATABASE_URL set makes them`,
  );
}

/** What the driver says; a host with several addresses fails with one error for each. */
function reason(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return first instanceof Error ? first.message : String(first);
}
