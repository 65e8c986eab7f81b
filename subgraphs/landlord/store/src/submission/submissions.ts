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

/** The one that waits longest, of those that were tried least; null: none waits. */
export async function nextSubmission(store: DataSource): Promise<WaitingSubmission | null> {
  const [next] = await store.query<WaitingSubmission[]>(
    `SELECT submission.id, system.name AS system, reference, content, sites, attempts
     FROM submission JOIN submitting_system AS system ON system.id = system_id
     WHERE state = 'WAITING' ORDER BY attempts, submission.id LIMIT 1`,
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
    `UPDATE submission SET state = $2, outcome = $3, content = NULL, settled_at = now()
     WHERE id = $1 AND state = 'WAITING' AND content = $4`,
    [id, state, JSON.stringify(outcome), content],
  );
  return settled > 0;
}

/** It failed for no reason of its own: others go first. */
export async function postponeSubmission(store: DataSource, id: string): Promise<void> {
  await store.query(
    "UPDATE submission SET attempts = attempts + 1 WHERE id = $1 AND state = 'WAITING'",
    [id],
  );
}
