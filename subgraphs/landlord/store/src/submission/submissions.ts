import type { MonthNumber } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";

/** A submission that waits to be loaded. */
export interface WaitingSubmission {
  readonly id: string;
  readonly system: string;
  readonly reference: string;
  /** JSON of its rows. */
  readonly content: string;
  /** Of what the system may submit; null: every site. */
  readonly sites: readonly string[] | null;
  readonly attempts: number;
}

/** Of months before it nothing is closed or reopened any more. */
const frozenBefore = "(SELECT greatest(detail_before, gates_before) FROM purge_horizon)";

/** Once one of its months is purged it is tried again: what it says of that month goes. */
const awaitsReopening = `EXISTS (SELECT FROM closed_month WHERE month = ANY (awaited_months))
  AND ${frozenBefore} <= ALL (awaited_months)`;

/**
 * The one that waits longest, of those that were tried least; null: none waits to be tried. What waits for
 * closed months does so until they are reopened or one is purged.
 */
export async function nextSubmission(store: DataSource): Promise<WaitingSubmission | null> {
  const [next] = await store.query<WaitingSubmission[]>(
    `SELECT submission.id, system.name AS system, reference, content, sites, attempts
     FROM submission JOIN submitting_system AS system ON system.id = system_id
     WHERE state = 'WAITING' AND NOT (${awaitsReopening}) ORDER BY attempts, submission.id LIMIT 1`,
  );
  return next ?? null;
}

/**
 * Part of its loading, and undone with it. From then on it waits for no month: loaded it is known, also where it is
 * settled only after its months are closed again.
 *
 * @returns whether it still waits as it was read: an erasure may have taken something out of it.
 */
export async function takeSubmission(
  tx: EntityManager,
  { id, content }: WaitingSubmission,
): Promise<boolean> {
  const [, taken] = await tx.query<[unknown, number]>(
    "UPDATE submission SET awaited_months = NULL WHERE id = $1 AND content = $2",
    [id, content],
  );
  return taken > 0;
}

/**
 * Says what became of it; its content goes. What another has settled meanwhile stays settled, and what was changed
 * waits: its outcome would tell what was erased.
 *
 * @returns whether it is settled.
 */
export async function settleSubmission(
  store: DataSource,
  { id, content }: WaitingSubmission,
  state: "LOADED" | "REFUSED",
  outcome: object,
): Promise<boolean> {
  const [, settled] = await store.query<[unknown, number]>(
    `UPDATE submission SET state = $2, outcome = $3, content = NULL, awaited_months = NULL, settled_at = now()
     WHERE id = $1 AND state = 'WAITING' AND content = $4`,
    [id, state, JSON.stringify(outcome), content],
  );
  return settled > 0;
}

/**
 * Nothing but closed months keeps it out: it stays until they are reopened.
 *
 * @param left its content without what is of purged months.
 */
export async function awaitMonths(
  store: DataSource,
  { id, content }: WaitingSubmission,
  months: readonly MonthNumber[],
  left: string,
): Promise<void> {
  await store.query(
    `UPDATE submission SET awaited_months = $3, content = $4
     WHERE id = $1 AND state = 'WAITING' AND content = $2`,
    [id, content, months, left],
  );
}

/** Submissions of a system that wait for closed months. */
export interface AwaitingSubmissions {
  readonly system: string;
  /** All of them are closed, and may be reopened. */
  readonly months: readonly MonthNumber[];
  readonly submissions: number;
}

/** What waits for months to be reopened, by system and months. */
export function listAwaiting(store: DataSource): Promise<AwaitingSubmissions[]> {
  return store.query<AwaitingSubmissions[]>(
    `SELECT system.name AS system, awaited.months, count(*)::integer AS submissions
     FROM submission JOIN submitting_system AS system ON system.id = system_id
     CROSS JOIN LATERAL (
       SELECT array_agg(month ORDER BY month) AS months FROM closed_month
       WHERE month = ANY (awaited_months) AND month >= ${frozenBefore}
     ) AS awaited
     WHERE state = 'WAITING' AND awaited.months IS NOT NULL
     GROUP BY 1, 2 ORDER BY 1, 2`,
  );
}

/** It failed for no reason of its own: others go first. */
export async function postponeSubmission(store: DataSource, id: string): Promise<void> {
  await store.query(
    "UPDATE submission SET attempts = attempts + 1 WHERE id = $1 AND state = 'WAITING'",
    [id],
  );
}
