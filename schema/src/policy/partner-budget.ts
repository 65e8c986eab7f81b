import { z } from "zod";

/** What a landlord answers one partner in a minute. */
export interface PartnerBudget {
  /** Requests of the gateway: one page of a dashboard takes several. */
  readonly requests: number;
  /** Rows read for them, as the access log counts. */
  readonly rows: number;
}

/**
 * A landlord that wants to answer less than this pauses the partner: a reader's page takes so much, and
 * would lack the landlord now and then, of which nobody could tell whether it is meant. A pause is said
 * and logged.
 */
export const leastBudget: PartnerBudget = { requests: 60, rows: 10_000 };

const amount = (least: number, what: string) =>
  z
    .int()
    .min(least, {
      error: `at least ${least} ${what} a minute; to answer a partner less, pause it: palier partner pause`,
    })
    .optional();

/** A landlord's `budget:`: partners by their code in the convention, what is left out stays as it is. */
export const budgetFormat = z.record(
  z.string(),
  z.strictObject({
    requests: amount(leastBudget.requests, "requests"),
    rows: amount(leastBudget.rows, "rows"),
  }),
);

export type Budgets = Readonly<Record<string, Partial<PartnerBudget>>>;
