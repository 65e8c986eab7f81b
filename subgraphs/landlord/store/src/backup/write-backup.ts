import type { DataSource, EntityManager } from "typeorm";
import { readCopy } from "../sql/read-copy.js";
import {
  type BackupHeader,
  type BackupTable,
  backupFormat,
  endOfBackup,
  headerLine,
  tableEndLine,
  tableLine,
} from "./backup-header.js";
import { copySettings, RowDigest } from "./copy-text.js";
import { readTables, type StoreTable } from "./store-tables.js";

/**
 * The whole record as it stands at one instant, as text; imports, closings and partners' questions go on
 * meanwhile, and only what changes tables themselves waits.
 *
 * @param use reads the text to its end before it resolves.
 */
export async function withBackupText<T>(
  store: DataSource,
  use: (header: BackupHeader, text: AsyncIterable<Buffer>) => Promise<T>,
): Promise<T> {
  const names = (await readTables(store)).map(({ name }) => name);
  return store.transaction("REPEATABLE READ", async (tx) => {
    await tx.query(copySettings);
    await tx.query("SET TRANSACTION READ ONLY");
    // Before the snapshot, which the first reading takes: no table changes its columns after it.
    await tx.query(`LOCK TABLE ${names.join(", ")} IN ACCESS SHARE MODE`);
    const tables = await readTables(tx);
    const header = await readHeader(tx, tables);
    const text = backupText(tx, header);
    try {
      return await use(header, text);
    } finally {
      // However many streams stand between: ROLLBACK would wait for what is left of a table.
      await text.return(undefined);
    }
  });
}

async function* backupText(tx: EntityManager, header: BackupHeader): AsyncGenerator<Buffer> {
  yield Buffer.from(headerLine(header));
  for (const table of header.tables) {
    yield Buffer.from(tableLine(table));
    const digest = new RowDigest();
    const columns = table.columns.join(", ");
    for await (const chunk of readCopy(tx, `COPY ${table.name} (${columns}) TO STDOUT`)) {
      digest.take(chunk);
      yield chunk;
    }
    yield Buffer.from(`\\.\n${tableEndLine(digest.end())}`);
  }
  yield Buffer.from(`${endOfBackup}\n`);
}

async function readHeader(tx: EntityManager, stored: readonly StoreTable[]): Promise<BackupHeader> {
  const [node] = await tx.query<{ slug: string; now: Date }[]>("SELECT slug, now() FROM node");
  const migrations = await tx.query<{ name: string }[]>("SELECT name FROM migrations ORDER BY id");
  const tables: BackupTable[] = [];
  for (const table of stored) tables.push(await describeTable(tx, table));
  const [convention] = await tx.query<NonNullable<BackupHeader["convention"]>[]>(`
    SELECT reference, version, hash FROM (
      SELECT DISTINCT ON (reference) * FROM convention_signature
      WHERE valid_from <= (now() AT TIME ZONE 'Europe/Paris')::date
      ORDER BY reference, version DESC
    ) AS in_force
    ORDER BY valid_from DESC, recorded_at DESC LIMIT 1`);
  if (node === undefined) throw new Error("a store that is nobody's");
  return {
    format: backupFormat,
    landlord: node.slug,
    takenAt: node.now.toISOString(),
    migrations: migrations.map(({ name }) => name),
    convention: convention ?? null,
    tables,
  };
}

async function describeTable(
  tx: EntityManager,
  { name, columns, numbered }: StoreTable,
): Promise<BackupTable> {
  const [counted] = await tx.query<{ rows: string }[]>(`SELECT count(*) AS rows FROM ${name}`);
  const numbering = numbered && {
    column: numbered.column,
    ...(await readNumbering(tx, numbered.sequence)),
  };
  return { name, columns: [...columns], rows: Number(counted?.rows), numbering };
}

/** Numbers are given out outside of transactions: at least as high as any in the snapshot. */
async function readNumbering(tx: EntityManager, sequence: string) {
  const [state] = await tx.query<{ last: string; isCalled: boolean }[]>(
    `SELECT last_value AS last, is_called AS "isCalled" FROM ${sequence}`,
  );
  if (state === undefined) throw new Error(`${sequence} is no sequence`);
  return state;
}
