import type { MonthNumber, Rules } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { reclassifySites } from "../classification/reclassify.js";
import { releaseCounts } from "../release/release-counts.js";
import { type RestatedLevels, restating } from "../restatement/restate.js";
import { integerArray } from "../sql/integer-list.js";

/**
 * New sites begin in the first open month, or with their first incident where a month before it was
 * reopened for that, whose later months are restated then. The caller holds the store's lock.
 *
 * @returns what changes of what was published; null: no later month is restated.
 */
export async function beginSites(
  tx: EntityManager,
  siteIds: readonly number[],
  rules: Rules,
  { author, now }: { readonly author: string | null; readonly now: Date },
): Promise<RestatedLevels | null> {
  const [begun] = await tx.query<[{ month: MonthNumber; isInPast: boolean }[], number]>(
    `WITH first AS (
       SELECT new.id, least(open.month, min(extract(year FROM day) * 12 + extract(month FROM day) - 1))::integer
         AS month, open.month AS open
       FROM unnest($1::integer[]) AS new (id)
       CROSS JOIN (SELECT max(month) + 1 AS month FROM closed_month) AS open
       LEFT JOIN incident ON site_id = new.id
       GROUP BY new.id, open.month
     )
     UPDATE site SET first_month = first.month, facts_from = first.month
     FROM first WHERE site.id = first.id RETURNING first.month, first.month < open AS "isInPast"`,
    [integerArray(siteIds)],
  );
  const past = begun.filter(({ isInPast }) => isInPast).map(({ month }) => month);
  if (past.length === 0) return null;
  const from = Math.min(...past);
  const act = { reason: "SITE_BEGUN", author, from, now, newSites: siteIds } as const;
  const { restated } = await restating(tx, act, () => reclassifySites(tx, siteIds, rules));
  await releaseCounts(tx, now, from);
  return restated;
}
