import type { DataSource } from "typeorm";

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

/** Says what became of it; its content goes. What another has settled meanwhile stays settled. */
export async function settleSubmission(
  store: DataSource,
  id: string,
  state: "LOADED" | "REFUSED",
  outcome: object,
): Promise<void> {
  await store.query(
    `UPDATE submission SET state = $2, outcome = $3, content = NULL, settled_at = now()
     WHERE id = $1 AND state = 'WAITING'`,
    [id, state, JSON.stringify(outcome)],
  );
}

/** It failed for no reason of its own: others go first. */
export async function postponeSubmission(store: DataSource, id: string): Promise<void> {
  await store.query(
    "UPDATE submission SET attempts = attempts + 1 WHERE id = $1 AND state = 'WAITING'",
    [id],
  );
}
