import type { DataSource, EntityManager } from "typeorm";
import { reclassifyAll } from "../classification/reclassify.js";
import { countIncidents } from "../month/close-months.js";
import { readHorizon } from "../retention/purge-horizon.js";
import { signedRules } from "../signature/signed-rules.js";
import { copyIntegers } from "../sql/copy-out.js";
import { withStoreLock } from "../sql/store-lock.js";

/** Derived tables, with the rows that differ from what is stored. */
export type LevelDifferences = ReadonlyMap<string, number>;

const derived = ["incident_count", "classification", "level_tally"];

/**
 * Counts and classifies everything anew that was not purged, compares with what is stored, and changes
 * nothing.
 *
 * @returns Tables that differ; none when all is equal.
 */
export async function compareLevels(
  store: DataSource,
  now = new Date(),
): Promise<LevelDifferences> {
  const found = new Map<string, number>();
  const undo = new Error("compared");
  const compared = withStoreLock(store, async (tx) => {
    for (const table of derived) {
      await tx.query(`CREATE TEMPORARY TABLE stored_${table} ON COMMIT DROP AS TABLE ${table}`);
    }
    const { detail } = await readHorizon(tx);
    await tx.query("DELETE FROM incident_count WHERE month >= $1", [detail]);
    const closed = await copyIntegers(
      tx,
      1,
      `SELECT month FROM closed_month WHERE month >= ${detail} ORDER BY month`,
    );
    await countIncidents(tx, [...closed]);
    await reclassifyAll(tx, await signedRules(tx, now));
    for (const table of derived) {
      const rows = await countDifferences(tx, table);
      if (rows > 0) found.set(table, rows);
    }
    throw undo;
  });
  await compared.catch((error) => {
    if (error !== undo) throw error;
  });
  return found;
}

async function countDifferences(tx: EntityManager, table: string): Promise<number> {
  const [counted] = await tx.query<{ rows: string }[]>(`
    SELECT (SELECT count(*) FROM (TABLE stored_${table} EXCEPT TABLE ${table}) AS gone)
      + (SELECT count(*) FROM (TABLE ${table} EXCEPT TABLE stored_${table}) AS come) AS rows`);
  return Number(counted?.rows);
}
