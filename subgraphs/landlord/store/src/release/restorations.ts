import { DomainError } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { withStoreLock } from "../sql/store-lock.js";

/** What a landlord may say of the releases that it made after the backup its record came from. */
export const restorationAnswers = ["NONE_MADE", "MADE_AGAIN", "ACCEPTED"] as const;
export type RestorationAnswer = (typeof restorationAnswers)[number];

export interface Restoration {
  /** When the backup was taken. */
  readonly takenAt: Date;
  readonly restoredAt: Date;
  /** Null until it is told. */
  readonly answer: RestorationAnswer | null;
  readonly author: string | null;
}

/** Nothing is released beside figures that readers may hold and the record does not know. */
export class UnknownReleasesError extends DomainError {
  readonly code = "MONTH_STATE";

  constructor(takenAt: Date) {
    super(
      `This record was restored from a backup of ${takenAt.toISOString()}, and what was released after that is not in it: other figures beside those could give small numbers back. Say what was released since with "palier figures resume" (its --help says how), then do this again.`,
    );
  }
}

/** Part of the restoration: from then on nothing is released until its landlord says what it may lack. */
export async function markRestored(
  tx: Pick<EntityManager, "query">,
  takenAt: string,
): Promise<void> {
  await tx.query("INSERT INTO restoration (taken_at) VALUES ($1)", [takenAt]);
}

/** All of them, the oldest first. */
export function restorations(tx: Pick<EntityManager, "query">): Promise<Restoration[]> {
  return tx.query<Restoration[]>(
    `SELECT taken_at AS "takenAt", restored_at AS "restoredAt", answer, author
     FROM restoration ORDER BY restored_at`,
  );
}

/** @throws UnknownReleasesError while nobody has said what was released after the backup. */
export async function refuseUnknownReleases(tx: Pick<EntityManager, "query">): Promise<void> {
  const open = (await restorations(tx)).find(({ answer }) => answer === null);
  if (open !== undefined) throw new UnknownReleasesError(open.takenAt);
}

/** @returns How many restorations it was the answer to. */
export function answerRestorations(
  store: DataSource,
  answer: RestorationAnswer,
  author: string,
): Promise<number> {
  return withStoreLock(store, async (tx) => {
    const answered = await tx.query<{ restored: Date }[]>(
      `WITH answered AS (
         UPDATE restoration SET answer = $1, author = $2, answered_at = now()
         WHERE answer IS NULL RETURNING restored_at
       ) SELECT restored_at AS restored FROM answered`,
      [answer, author],
    );
    return answered.length;
  });
}
