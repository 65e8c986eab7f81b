import type { Budgets } from "@palier/schema";
import { FairQueue, type Load } from "@palier/subgraph-kit";
import { PartnerBudgets } from "./partner-budgets.js";

/**
 * What one node bears. Each request at work holds a session of the ten that its pool has: the others
 * are for who is let in, for the log, and to break off what nobody waits for.
 */
const queueLimits = {
  atWork: 6,
  atWorkOfPartner: 5,
  atWorkOfPerson: 4,
  waitingOfPartner: 120,
  waitingOfPerson: 60,
  waitingBytesOfPartner: 32 << 20,
};

/**
 * Of one request. The dashboard's largest page asks for some hundred sites of a landlord and reads a
 * few thousand rows; a trend of sixty months over a hundred territories is six thousand contributions.
 */
const workLimits = {
  references: 10_000,
  rows: 200_000,
};

/** How long one request waits for its turn and for a session of the database, and may take from its turn on. */
export interface Patience {
  readonly waitMs: number;
  readonly sessionMs: number;
  readonly workMs: number;
}

/** The gateway waits for five seconds in all, others perhaps for longer. */
export const usualPatience: Patience = { waitMs: 3_000, sessionMs: 5_000, workMs: 10_000 };

/** Fair to partners and to the persons of each, whatever the gateway sends. */
export function nodeLoad(budgets: Budgets, { waitMs, workMs }: Patience, now: () => number): Load {
  return {
    queue: new FairQueue({ ...queueLimits, longestWaitMs: waitMs }),
    work: { ...workLimits, longestMs: workMs },
    budget: new PartnerBudgets(budgets, now),
  };
}
