import type { Rules } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { integerArray } from "../sql/integer-list.js";
import { withStoreLock } from "../sql/store-lock.js";
import { type ClassificationSummary, classifySites } from "./classify-sites.js";

/** Classifies every site in every closed month from nothing, out of the incidents themselves. */
export function reclassify(store: DataSource, rules: Rules): Promise<ClassificationSummary> {
  return withStoreLock(store, (tx) => reclassifyAll(tx, rules));
}

/** The same in a transaction of whoever holds the store's lock. */
export async function reclassifyAll(
  tx: EntityManager,
  rules: Rules,
): Promise<ClassificationSummary> {
  await tx.query("DELETE FROM classification");
  return classifySites(tx, { from: null, siteIds: null, source: "INCIDENTS" }, rules);
}

/**
 * New sites begin in the first open month, or with their first incident where a month before it was
 * reopened for that, whose later months are restated then. The caller holds the store's lock.
 */
export async function beginSites(
  tx: EntityManager,
  siteIds: readonly number[],
  rules: Rules,
): Promise<void> {
  const [begun] = await tx.query<[{ isInPast: boolean }[], number]>(
    `WITH first AS (
       SELECT new.id, least(open.month, min(extract(year FROM day) * 12 + extract(month FROM day) - 1))::integer
         AS month, open.month AS open
       FROM unnest($1::integer[]) AS new (id)
       CROSS JOIN (SELECT max(month) + 1 AS month FROM closed_month) AS open
       LEFT JOIN incident ON site_id = new.id
       GROUP BY new.id, open.month
     )
     UPDATE site SET first_month = first.month, facts_from = first.month
     FROM first WHERE site.id = first.id RETURNING first.month < open AS "isInPast"`,
    [integerArray(siteIds)],
  );
  if (begun.some(({ isInPast }) => isInPast)) await reclassifySites(tx, siteIds, rules);
}

/** Restates sites in every closed month, and the tallies with them. The caller holds the store's lock. */
export function reclassifySites(
  tx: EntityManager,
  siteIds: readonly number[],
  rules: Rules,
): Promise<ClassificationSummary> {
  return classifySites(tx, { from: null, siteIds, source: "COUNTS" }, rules);
}
