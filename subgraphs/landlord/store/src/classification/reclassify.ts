import type { Rules } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { readHorizon } from "../retention/purge-horizon.js";
import { withStoreLock } from "../sql/store-lock.js";
import { type ClassificationSummary, classifySites } from "./classify-sites.js";

/**
 * Classifies every site in every closed month from nothing, out of the incidents themselves; after a purge,
 * from what it froze, and out of the counts as far as incidents are gone.
 */
export function reclassify(store: DataSource, rules: Rules): Promise<ClassificationSummary> {
  return withStoreLock(store, (tx) => reclassifyAll(tx, rules));
}

/** The same in a transaction of whoever holds the store's lock. */
export async function reclassifyAll(
  tx: EntityManager,
  rules: Rules,
): Promise<ClassificationSummary> {
  const { frozen } = await readHorizon(tx);
  await tx.query("DELETE FROM classification WHERE from_month >= $1", [frozen]);
  return classifySites(tx, { from: null, siteIds: null, source: "INCIDENTS" }, rules);
}

/** Restates sites in every closed month, and the tallies with them. The caller holds the store's lock. */
export function reclassifySites(
  tx: EntityManager,
  siteIds: readonly number[],
  rules: Rules,
): Promise<ClassificationSummary> {
  return classifySites(tx, { from: null, siteIds, source: "COUNTS" }, rules);
}
