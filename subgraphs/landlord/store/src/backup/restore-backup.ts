import { pipeline } from "node:stream/promises";
import type { Client } from "pg";
import { from } from "pg-copy-streams";
import type { DataSource, EntityManager } from "typeorm";
import { createDataSource } from "../database/data-source.js";
import { alongMigrations, lockMigrations, migrationNames } from "../database/migrate.js";
import { type PreparedRoles, prepareRolesIn } from "../database/roles/prepare-roles.js";
import { type ErasedAgain, type ErasureList, eraseListedIn } from "../erasure/erasure-list.js";
import { markRestored } from "../release/restorations.js";
import { BackupError } from "./backup.error.js";
import type { BackupHeader, BackupTable } from "./backup-header.js";
import { copySettings } from "./copy-text.js";
import { BackupReader } from "./read-backup.js";
import { unsealFile } from "./sealed-text.js";
import { readOccupant, readTables } from "./store-tables.js";

export interface RestoreRequest {
  readonly landlord: string;
  /** Whose record the backup holds, where it becomes another's. */
  readonly fromLandlord?: string | undefined;
  readonly file: string;
  /** Of age, secret. */
  readonly identity: string;
  /** Erased again with the restoration, before anybody reads the record. */
  readonly erasures?: ErasureList | null;
  readonly onTable?: (table: Pick<BackupTable, "name" | "rows">) => void;
}

export interface Restored {
  readonly header: BackupHeader;
  readonly roles: PreparedRoles;
  /** null: no list was given. */
  readonly erased: ErasedAgain | null;
}

/**
 * Puts a record into an empty database, brings it up to date, erases again what the list says and prepares its roles, all in one
 * transaction: whatever ends it, the database holds everything or nothing.
 *
 * @throws BackupError when the database is not empty, or the backup is damaged, another landlord's, or of a
 *   newer version than this one.
 */
export async function restoreBackup(
  databaseUrl: string,
  request: RestoreRequest,
): Promise<Restored> {
  return reading(request, async (reader) => {
    const header = await reader.header();
    checkLandlord(header, request);
    const store = await createDataSource(databaseUrl).initialize();
    try {
      checkVersion(header, store);
      return await store.transaction((tx) => fill(store, tx, header, reader, request));
    } finally {
      await store.destroy();
    }
  });
}

async function fill(
  store: DataSource,
  tx: EntityManager,
  header: BackupHeader,
  reader: BackupReader,
  request: RestoreRequest,
): Promise<Restored> {
  await lockMigrations(tx);
  const occupant = await readOccupant(tx);
  if (occupant !== null) throw notEmpty(occupant);
  await tryRoles(store, tx);
  await alongMigrations(store, tx, header.migrations.length);
  await loadTables(tx, header, reader, request);
  await tx.query("UPDATE node SET slug = $1", [request.landlord]);
  await alongMigrations(store, tx);
  await markRestored(tx, header.takenAt);
  const { erasures } = request;
  const erased = erasures ? await eraseListedIn(tx, erasures, "palier restore") : null;
  const roles = await prepareRolesIn(store, tx, { keepsPassword: true });
  await tx.query("ANALYZE");
  return { header, roles, erased };
}

/**
 * Reads a whole backup and compares every digest, without a database.
 *
 * @throws BackupError as a restoration of it would.
 */
export async function checkBackup(request: RestoreRequest): Promise<BackupHeader> {
  return reading(request, async (reader) => {
    const header = await reader.header();
    checkLandlord(header, request);
    for (const table of header.tables) {
      request.onTable?.(table);
      for await (const _ of reader.rows(table));
    }
    await reader.end();
    return header;
  });
}

async function reading<T>(
  { file, identity }: Pick<RestoreRequest, "file" | "identity">,
  read: (reader: BackupReader) => Promise<T>,
): Promise<T> {
  const reader = new BackupReader(unsealFile(file, identity));
  try {
    return await read(reader);
  } finally {
    await reader.close();
  }
}

function checkLandlord(header: BackupHeader, { landlord, fromLandlord }: RestoreRequest): void {
  if (header.landlord === (fromLandlord ?? landlord)) return;
  throw new BackupError(
    `the backup holds the record of landlord "${header.landlord}", not of "${fromLandlord ?? landlord}"`,
  );
}

/** Migrations of the backup's store that come first in this version's. */
function checkVersion({ migrations }: BackupHeader, store: DataSource): void {
  const known = migrationNames(store);
  const other = migrations.find((name, index) => name !== known[index]);
  if (other === undefined) return;
  throw new BackupError(
    `the backup is of a newer version of Palier than this one, which does not know its migration ${other}; restore it with that version or a later one`,
  );
}

function notEmpty(occupant: string): BackupError {
  return new BackupError(
    `the database is not empty: it holds ${occupant}, and a restoration replaces nothing; give it an empty database`,
  );
}

/** What would be refused at the end is refused before the rows are loaded. */
async function tryRoles(store: DataSource, tx: EntityManager): Promise<void> {
  await tx.query("SAVEPOINT roles_tried");
  await alongMigrations(store, tx);
  await prepareRolesIn(store, tx, { keepsPassword: true });
  await tx.query("ROLLBACK TO SAVEPOINT roles_tried");
}

async function loadTables(
  tx: EntityManager,
  { tables }: BackupHeader,
  reader: BackupReader,
  { onTable = () => {} }: RestoreRequest,
): Promise<void> {
  await tx.query(copySettings);
  const stored = new Map((await readTables(tx)).map((table) => [table.name, table]));
  const missing = [...stored.keys()].filter((name) => !tables.some((table) => table.name === name));
  if (missing.length > 0) throw new BackupError(`the backup lacks table ${missing.join(", ")}`);
  for (const table of tables) {
    const present = stored.get(table.name);
    if (present === undefined || !isSame(present.columns, table.columns)) {
      throw new BackupError(`the backup holds a table ${table.name} that no version of Palier had`);
    }
    onTable(table);
    await loadTable(tx, table, reader);
    if (table.numbering === null || present.numbered === null) continue;
    const { last, isCalled } = table.numbering;
    await tx.query("SELECT setval($1, $2, $3)", [present.numbered.sequence, last, isCalled]);
  }
  await reader.end();
}

/** Rows that a migration wrote are replaced; triggers, which guard a log in use, are not asked. */
async function loadTable(
  tx: EntityManager,
  table: BackupTable,
  reader: BackupReader,
): Promise<void> {
  const { name, columns } = table;
  await tx.query(`ALTER TABLE ${name} DISABLE TRIGGER USER; DELETE FROM ${name}`);
  // typeorm hands out the driver's own client, untyped.
  const client = (await tx.queryRunner?.connect()) as Client;
  const copy = client.query(from(`COPY ${name} (${columns.join(", ")}) FROM STDIN`));
  await pipeline(reader.rows(table), copy);
  await tx.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((each, index) => each === others[index]);
}
