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

/** Of a purged month nothing is closed or reopened any more: what was submitted for it is told so. */
const awaitsReopening = `EXISTS (SELECT FROM closed_month, purge_horizon
  WHERE month = ANY (awaited_months) AND month >= greatest(detail_before, gates_before))`;

/**
 * The one that waits longest, of those that were tried least; null: none waits to be tried. What waits for a
 * closed month does so until it is reopened or purged.
 */
export async function nextSubmission(store: DataSource): Promise<WaitingSubmission | null> {
  const [next] = await store.query<WaitingSubmission[]>(
    `SELECT submission.id, system.name AS system, reference, content, sites, attempts
     FROM submission JOIN submitting_system AS system ON system.id = system_id
     WHERE state = 'WAITING' AND NOT ${awaitsReopening} ORDER BY attempts, submission.id LIMIT 1`,
  );
  return next ?? null;
}

/** Whether it still waits as it was read: an erasure may have taken something out of it. */
export async function isSubmissionUnchanged(
  tx: EntityManager,
  { id, content }: WaitingSubmission,
): Promise<boolean> {
  const found = await tx.query<unknown[]>("SELECT FROM submission WHERE id = $1 AND content = $2", [
    id,
    content,
  ]);
  return found.length > 0;
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

/** Nothing but closed months keeps it out: it stays as it is until they are reopened. */
export async function awaitMonths(
  store: DataSource,
  { id, content }: WaitingSubmission,
  months: readonly MonthNumber[],
): Promise<void> {
  await store.query(
    `UPDATE submission SET awaited_months = $3
     WHERE id = $1 AND state = 'WAITING' AND content = $2`,
    [id, content, months],
  );
}

/** Submissions of a system that wait for closed months. */
export interface AwaitingSubmissions {
  readonly system: string;
  /** All of them are closed. */
  readonly months: readonly MonthNumber[];
  readonly submissions: number;
}

/** What waits for months to be reopened, by system and months. */
export function listAwaiting(store: DataSource): Promise<AwaitingSubmissions[]> {
  return store.query<AwaitingSubmissions[]>(
    `SELECT system.name AS system, awaited.months, count(*)::integer AS submissions
     FROM submission JOIN submitting_system AS system ON system.id = system_id
     CROSS JOIN LATERAL (
       SELECT array_agg(month ORDER BY month) AS months FROM closed_month WHERE month = ANY (awaited_months)
     ) AS awaited
     WHERE state = 'WAITING' AND ${awaitsReopening}
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
