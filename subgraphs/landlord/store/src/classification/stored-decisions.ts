import type { Decision, Level, MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { copyIntegers } from "../sql/copy-out.js";
import { oneOf } from "../sql/integer-list.js";

export interface StoredDecision extends Decision {
  readonly id: number;
}

const columns = 5;

/** Decisions that hold and cover `from` or a later month, by site, in the order in which they were taken. */
export async function storedDecisions(
  tx: EntityManager,
  from: MonthNumber | null,
  siteIds: readonly number[] | null,
): Promise<ReadonlyMap<number, readonly StoredDecision[]>> {
  const numbers = await copyIntegers(
    tx,
    columns,
    `SELECT site_id, id, level::integer, from_month, until_month FROM decision
     WHERE withdrawn_at IS NULL AND until_month >= ${from ?? 0} AND ${oneOf("site_id", siteIds)} ORDER BY id`,
  );
  const bySite = new Map<number, StoredDecision[]>();
  for (let at = 0; at < numbers.length; at += columns) {
    const [siteId = 0, id = 0, level = 0, fromMonth = 0, untilMonth = 0] = numbers.subarray(
      at,
      at + columns,
    );
    const decisions = bySite.get(siteId) ?? [];
    decisions.push({ id, level: level as Level, fromMonth, untilMonth });
    bySite.set(siteId, decisions);
  }
  return bySite;
}
