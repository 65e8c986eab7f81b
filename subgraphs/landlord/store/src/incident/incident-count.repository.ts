import type { MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { rankedJson, rowsByRank } from "../sql/ranked.js";

/** Closed months of a site, both included, of which the counts are wanted. */
export interface CountKey {
  readonly siteId: number;
  readonly from: MonthNumber;
  readonly to: MonthNumber;
}

/** Incidents of one closed month by category; categories without incidents are absent. */
export interface MonthCounts {
  readonly month: MonthNumber;
  readonly incidents: Readonly<Record<string, number>>;
  /** By family, where the month was counted by another landlord, which sold the site; null otherwise. */
  readonly taken: Readonly<Record<string, number>> | null;
}

/** Counts by site, closed month and category. */
export class IncidentCountRepository {
  constructor(private readonly database: EntityManager) {}

  /**
   * For each key, in their order, every closed month of the range whose counts are kept, oldest first; one
   * statement, so that a month without counts is a month without incidents.
   */
  async findByMonth(keys: readonly CountKey[]): Promise<MonthCounts[][]> {
    const rows = await this.database.query<(MonthCounts & { rank: number })[]>(countsSql, [
      rankedJson(keys),
    ]);
    return rowsByRank(rows, keys.length);
  }
}

const countsSql = `
  SELECT key.rank, closed_month.month,
    coalesce(jsonb_object_agg(category, incidents) FILTER (WHERE category IS NOT NULL), '{}') AS incidents,
    (SELECT jsonb_object_agg(family, taken_count.incidents) FROM taken_count
     WHERE taken_count.site_id = key."siteId" AND taken_count.month = closed_month.month) AS taken
  FROM jsonb_to_recordset($1::jsonb) AS key(rank integer, "siteId" integer, "from" integer, "to" integer)
  JOIN closed_month ON closed_month.month BETWEEN key."from" AND key."to"
    AND closed_month.month >= (SELECT counts_before FROM purge_horizon)
  LEFT JOIN incident_count
    ON incident_count.site_id = key."siteId" AND incident_count.month = closed_month.month
  GROUP BY key.rank, key."siteId", closed_month.month
  ORDER BY key.rank, closed_month.month
`;
