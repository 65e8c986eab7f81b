import { stat } from "node:fs/promises";
import type { DataSource } from "typeorm";
import { createDataSource } from "../database/data-source.js";
import { BackupError } from "./backup.error.js";
import type { BackupHeader } from "./backup-header.js";
import { sealText } from "./sealed-text.js";
import { readOtherTables } from "./store-tables.js";
import { writeWholeFile } from "./whole-file.js";
import { withBackupText } from "./write-backup.js";

export interface BackupRequest {
  readonly landlord: string;
  /** Public keys of age: who can open it. */
  readonly recipients: readonly string[];
  /** Must not be there. */
  readonly file: string;
}

export interface TakenBackup {
  readonly header: BackupHeader;
  readonly sizeBytes: number;
  /** Tables in the database that are none of Palier's. */
  readonly leftOut: readonly string[];
}

/**
 * Takes a backup of a landlord's record while it is in use. The database is left as it is: one that an
 * earlier version made is not brought up to date, so that a backup comes before an upgrade.
 *
 * @throws BackupError when the database is not this landlord's, or nobody could open the backup.
 */
export async function takeBackup(
  databaseUrl: string,
  { landlord, recipients, file }: BackupRequest,
): Promise<TakenBackup> {
  if (recipients.length === 0) throw new BackupError("a backup is encrypted: name who can open it");
  const store = await createDataSource(databaseUrl).initialize();
  try {
    await checkOwner(store, landlord);
    const leftOut = await readOtherTables(store);
    return await withBackupText(store, async (header, text) => {
      await writeWholeFile(file, () => sealText(text, recipients));
      return { header, sizeBytes: (await stat(file)).size, leftOut };
    });
  } finally {
    await store.destroy();
  }
}

async function checkOwner(store: DataSource, landlord: string): Promise<void> {
  const [found] = await store.query<{ isStore: boolean }[]>(
    `SELECT to_regclass('public.node') IS NOT NULL AS "isStore"`,
  );
  if (!found?.isStore) throw new BackupError("the database holds no landlord's record yet");
  const [node] = await store.query<{ slug: string }[]>("SELECT slug FROM node");
  if (node?.slug === landlord) return;
  throw new BackupError(
    `the database holds the record of landlord "${node?.slug}", not of "${landlord}"`,
  );
}
