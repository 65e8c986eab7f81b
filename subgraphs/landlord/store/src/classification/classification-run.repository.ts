import type { MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { rankedJson, rowsByRank } from "../sql/ranked.js";
import type { ClassificationRow } from "./classification.entity.js";

/** Months of a site, both included, of which the classification is wanted. */
export interface RunKey {
  readonly siteId: number;
  readonly from: MonthNumber;
  readonly to: MonthNumber;
}

/** What a site's classification is for a run of months. */
export type ClassificationRun = Omit<ClassificationRow, "siteId">;

/** The stored classification, as the graph reads it. */
export class ClassificationRunRepository {
  constructor(private readonly database: EntityManager) {}

  /** For each key, in their order, the runs that touch its months, oldest first; one statement. */
  async findRuns(keys: readonly RunKey[]): Promise<ClassificationRun[][]> {
    const rows = await this.database.query<(ClassificationRun & { rank: number })[]>(runsSql, [
      rankedJson(keys),
    ]);
    return rowsByRank(rows, keys.length);
  }
}

/** Each site's by its key: one join of all would read the runs of every site where that seems as cheap. */
const runsSql = `
  SELECT key.rank, run.*
  FROM jsonb_to_recordset($1::jsonb) AS key(rank integer, "siteId" integer, "from" integer, "to" integer)
  CROSS JOIN LATERAL (
    SELECT from_month AS "fromMonth", to_month AS "toMonth", computed_level AS "computedLevel",
      held_level AS "heldLevel", level, since, decision_id AS "decisionId"
    FROM classification
    WHERE site_id = key."siteId" AND from_month <= key."to" AND to_month >= key."from"
    OFFSET 0
  ) AS run
  ORDER BY key.rank, run."fromMonth"
`;
