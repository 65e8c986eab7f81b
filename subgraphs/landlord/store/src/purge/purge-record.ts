import { BadUserInputError, type MonthNumber, type Retention } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { purgeLog } from "../access-log/purge-log.js";
import { signedRetention, signedRules } from "../signature/signed-rules.js";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { type DueMonths, dueMonths } from "./due-months.js";
import { purgeCounts } from "./purge-counts.js";
import { purgeDetail } from "./purge-detail.js";
import { PurgeRunRow } from "./purge-run.entity.js";

/** What a purge did, or would do. */
export interface PurgeSummary extends DueMonths {
  /** By the convention that the landlord has signed, in force. */
  readonly retention: Retention;
  readonly incidents: number;
  /** Of corrected and withdrawn incidents, and of actions; of a preview, of incidents alone. */
  readonly versions: number;
  readonly sourceRows: number;
  /** Of a site, month and category. */
  readonly monthCounts: number;
  readonly logEntries: number;
  /** What could not be purged, and why; null: nothing. */
  readonly problem: string | null;
}

export interface PurgeSettings {
  readonly clock?: () => Date;
  /** Whether there is to be one, by when the last one was done; asked when no other session is purging. */
  readonly isDue?: (last: Date | null) => boolean;
  /** Ends it between two months; the next purge goes on. */
  readonly signal?: AbortSignal;
  /** Called for each month before it goes. */
  readonly onMonth?: (month: MonthNumber) => void;
  /** Called once when another writer holds the store. */
  readonly onWait?: (holder: LockHolder | null) => void;
}

/** Of whoever purges; any number that nothing else uses. */
const purgeLock = 1_793_000_003;

/**
 * Takes away what the signed convention no longer keeps: incidents with all that is kept of them, counts, and
 * entries of the access log. A month goes in one transaction, the oldest first, with its levels frozen before
 * what they rest on goes; ended at any instant, the next purge goes on.
 *
 * @returns null when another session is purging, or none is due.
 * @throws BadUserInputError when nothing that is signed says how long anything is kept.
 */
export async function purgeRecord(
  store: DataSource,
  settings: PurgeSettings = {},
): Promise<PurgeSummary | null> {
  const session = store.createQueryRunner();
  try {
    const [lock] = await session.manager.query<{ taken: boolean }[]>(
      "SELECT pg_try_advisory_lock($1) AS taken",
      [purgeLock],
    );
    if (!lock?.taken) return null;
    try {
      const { isDue = () => true } = settings;
      return isDue(await lastPurge(store)) ? await purge(store, settings) : null;
    } finally {
      await session.query("SELECT pg_advisory_unlock($1)", [purgeLock]);
    }
  } finally {
    await session.release();
  }
}

/** When the last one was done; null where none ever was. */
export async function lastPurge(store: Pick<DataSource, "query">): Promise<Date | null> {
  const [last] = await store.query<{ at: Date | null }[]>(
    "SELECT max(ended_at) AS at FROM purge_run",
  );
  return last?.at ?? null;
}

async function purge(
  store: DataSource,
  { clock = () => new Date(), onMonth = () => {}, onWait, signal }: PurgeSettings,
): Promise<PurgeSummary> {
  const now = clock();
  const retention = await requiredRetention(store, now);
  const { grid, nomenclature } = await signedRules(store, now);
  const due = await dueMonths(store, now, retention, grid.windowMonths);
  const { id } = await store.manager.save(PurgeRunRow, { begunAt: now });
  for (const month of due.detail) {
    signal?.throwIfAborted();
    onMonth(month);
    await withStoreLock(
      store,
      async (tx) => {
        const gone = await purgeDetail(tx, month + 1, month === due.detail.at(-1));
        await note(tx, id, { ...gone, detailBefore: month + 1 });
      },
      onWait,
    );
  }
  for (const month of due.counts) {
    signal?.throwIfAborted();
    onMonth(month);
    await withStoreLock(
      store,
      async (tx) => {
        const counts = await purgeCounts(tx, month + 1, grid, nomenclature);
        await note(tx, id, { counts, countsBefore: month + 1 });
      },
      onWait,
    );
  }
  const problem = await purgeEntries(store, id);
  await store.manager.update(PurgeRunRow, { id }, { endedAt: clock(), problem });
  const run = await store.manager.findOneByOrFail(PurgeRunRow, { id });
  const { incidents, versions, sourceRows, counts: monthCounts, logEntries } = run;
  return { ...due, retention, incidents, versions, sourceRows, monthCounts, logEntries, problem };
}

/** What is not as it was written stays, as evidence, and is told; the rest of the record is purged all the same. */
async function purgeEntries(store: DataSource, id: number): Promise<string | null> {
  try {
    await store.transaction(async (tx) => note(tx, id, { logEntries: await purgeLog(tx, null) }));
    return null;
  } catch (error) {
    if (error instanceof BadUserInputError) return error.message;
    throw error;
  }
}

interface Noted {
  readonly incidents?: number;
  readonly versions?: number;
  readonly sourceRows?: number;
  readonly counts?: number;
  readonly logEntries?: number;
  readonly detailBefore?: MonthNumber;
  readonly countsBefore?: MonthNumber;
}

async function note(tx: EntityManager, id: number, noted: Noted): Promise<void> {
  await tx.query(
    `UPDATE purge_run SET incidents = incidents + $2, versions = versions + $3,
       source_rows = source_rows + $4, counts = counts + $5, log_entries = log_entries + $6,
       detail_before = coalesce($7, detail_before), counts_before = coalesce($8, counts_before)
     WHERE id = $1`,
    [
      id,
      noted.incidents ?? 0,
      noted.versions ?? 0,
      noted.sourceRows ?? 0,
      noted.counts ?? 0,
      noted.logEntries ?? 0,
      noted.detailBefore ?? null,
      noted.countsBefore ?? null,
    ],
  );
}

/**
 * What a purge would do now; nothing is done.
 *
 * @throws BadUserInputError when nothing that is signed says how long anything is kept.
 */
export async function previewPurge(
  store: DataSource,
  clock: () => Date = () => new Date(),
): Promise<PurgeSummary> {
  const now = clock();
  const retention = await requiredRetention(store, now);
  const { grid } = await signedRules(store, now);
  const due = await dueMonths(store, now, retention, grid.windowMonths);
  const [found] = await store.query<
    Pick<PurgeSummary, "incidents" | "versions" | "sourceRows" | "monthCounts" | "logEntries">[]
  >(previewSql, [
    (due.detail.at(-1) ?? -1) + 1,
    (due.counts.at(-1) ?? -1) + 1,
    retention.accessLogMonths,
  ]);
  if (found === undefined) throw new Error("a count without a row");
  return { ...due, retention, ...found, problem: null };
}

const previewSql = `
  WITH before AS (
    SELECT make_date(greatest($1::integer, 12) / 12, greatest($1::integer, 12) % 12 + 1, 1) AS day
  ), gone AS (
    SELECT id, file_id, line FROM incident, before WHERE incident.day < before.day
  )
  SELECT (SELECT count(*) FROM gone)::integer AS incidents,
    (SELECT count(*) FROM incident_version JOIN gone ON gone.id = incident_id)::integer AS versions,
    (SELECT count(DISTINCT (file_id, line)) FROM gone)::integer AS "sourceRows",
    ((SELECT count(*) FROM incident_count WHERE month < $2)
      + (SELECT count(*) FROM taken_count WHERE month < $2))::integer AS "monthCounts",
    (SELECT count(*) FROM access_log
      WHERE at < date_trunc('day', (now() - make_interval(months => $3)) AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
    )::integer AS "logEntries"
`;

async function requiredRetention(store: DataSource, now: Date): Promise<Retention> {
  const retention = await signedRetention(store, now);
  if (retention !== null) return retention;
  throw new BadUserInputError(
    'Nothing is purged: no convention that the landlord has signed is in force, and nothing else says how long anything is kept ("palier convention sign" signs one).',
  );
}
