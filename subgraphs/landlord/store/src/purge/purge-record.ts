import { BadUserInputError, type MonthNumber, type Retention } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { purgeLog } from "../access-log/purge-log.js";
import { readHorizon } from "../retention/purge-horizon.js";
import { signedRetention, signedRules } from "../signature/signed-rules.js";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { type DueMonths, dueMonths } from "./due-months.js";
import { purgeCounts } from "./purge-counts.js";
import { countDetail, purgeDetail } from "./purge-detail.js";
import { PurgeRunRow } from "./purge-run.entity.js";

/** What a purge did, or would do. */
export interface PurgeSummary extends DueMonths {
  /** By the convention that the landlord has signed, in force. */
  readonly retention: Retention;
  readonly incidents: number;
  /** Of corrected and withdrawn incidents, and of actions. */
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

type Reader = Pick<EntityManager, "query">;

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
  let retention = await requiredRetention(store, now);
  /** By what is signed then: another text may be signed while this waits for a month's turn. */
  const dueNow = async (tx: Reader) => {
    retention = await requiredRetention(tx, now);
    const { grid } = await signedRules(tx, now);
    return dueMonths(tx, now, retention, grid.windowMonths);
  };
  const due = await dueNow(store);
  let { waiting } = due;
  const uncounted: MonthNumber[] = [];
  const { id } = await store.manager.save(PurgeRunRow, { begunAt: now });
  /** Those that went: from one on that is not due any more, all are left to the next purge. */
  const monthByMonth = async (
    months: readonly MonthNumber[],
    take: (tx: EntityManager, month: MonthNumber) => Promise<boolean>,
  ) => {
    for (const [index, month] of months.entries()) {
      signal?.throwIfAborted();
      onMonth(month);
      const isGone = await withStoreLock(store, (tx) => take(tx, month), onWait);
      if (!isGone) return months.slice(0, index);
    }
    return months;
  };
  const detail = await monthByMonth(due.detail, async (tx, month) => {
    const still = await dueNow(tx);
    waiting = still.waiting;
    // Reopened since the purge began, it is to be closed again: nothing of it is counted now.
    const isReopened = still.uncounted.includes(month) && !due.uncounted.includes(month);
    if (!still.detail.includes(month) || isReopened) return false;
    const gone = await purgeDetail(tx, month + 1, month === still.detail.at(-1));
    await note(tx, id, { ...gone, detailBefore: month + 1 });
    if (still.uncounted.includes(month)) uncounted.push(month);
    return true;
  });
  const counts = await monthByMonth(due.counts, async (tx, month) => {
    const isFrozen = month < (await readHorizon(tx)).detail;
    if (!isFrozen || !(await dueNow(tx)).counts.includes(month)) return false;
    const { grid, nomenclature } = await signedRules(tx, now);
    const gone = await purgeCounts(tx, month + 1, grid, nomenclature);
    await note(tx, id, { counts: gone, countsBefore: month + 1 });
    return true;
  });
  const problem = await purgeEntries(store, id);
  await store.manager.update(PurgeRunRow, { id }, { endedAt: clock(), problem });
  const run = await store.manager.findOneByOrFail(PurgeRunRow, { id });
  const { incidents, versions, sourceRows, counts: monthCounts, logEntries } = run;
  const gone = { incidents, versions, sourceRows, monthCounts, logEntries };
  return { detail, uncounted, waiting, counts, retention, ...gone, problem };
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
  const [found] = await store.query<Pick<PurgeSummary, "monthCounts" | "logEntries">[]>(
    previewSql,
    [(due.counts.at(-1) ?? -1) + 1, retention.accessLogMonths],
  );
  if (found === undefined) throw new Error("a count without a row");
  const last = due.detail.at(-1);
  const rows =
    last === undefined
      ? { incidents: 0, versions: 0, sourceRows: 0 }
      : await countDetail(store, last + 1);
  return { ...due, retention, ...rows, ...found, problem: null };
}

const previewSql = `
  SELECT ((SELECT count(*) FROM incident_count WHERE month < $1)
      + (SELECT count(*) FROM taken_count WHERE month < $1))::integer AS "monthCounts",
    (SELECT count(*) FROM access_log
      WHERE at < date_trunc('day', (now() - make_interval(months => $2)) AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
    )::integer AS "logEntries"
`;

async function requiredRetention(store: Reader, now: Date): Promise<Retention> {
  const retention = await signedRetention(store, now);
  if (retention !== null) return retention;
  throw new BadUserInputError(
    'Nothing is purged: no convention that the landlord has signed is in force, and nothing else says how long anything is kept ("palier convention sign" signs one).',
  );
}
