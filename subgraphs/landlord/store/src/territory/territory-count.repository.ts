import type { MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { sitePeriods } from "../site/site-periods.js";
import { rankedJson, rowsByRank } from "../sql/ranked.js";
import type { TerritoryPart } from "./territory-part.js";

/** Closed months of a territory, both included, of which the counts are wanted. */
export interface TerritoryCountKey {
  readonly part: TerritoryPart;
  readonly from: MonthNumber;
  readonly to: MonthNumber;
}

/** Incidents of one closed month at the sites that lay in the territory then; categories without any are absent. */
export interface TerritoryMonthCounts {
  readonly month: MonthNumber;
  readonly incidents: Readonly<Record<string, number>>;
}

/** Counts by territory, closed month and category, as they were recorded. */
export class TerritoryCountRepository {
  constructor(private readonly database: EntityManager) {}

  /**
   * For each key, in their order, every closed month of the range whose counts are kept, oldest first;
   * one statement. What a bought site brought with it is its seller's to tell.
   */
  async findByMonth(keys: readonly TerritoryCountKey[]): Promise<TerritoryMonthCounts[][]> {
    const rows = await this.database.query<(TerritoryMonthCounts & { rank: number })[]>(countsSql, [
      rankedJson(keys.map(({ part, from, to }) => ({ ...part, from, to }))),
    ]);
    return rowsByRank(rows, keys.length);
  }
}

const countsSql = `
  WITH key AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS key (
      rank integer, communes text[], "priorityDistrict" text, "from" integer, "to" integer)
  ), counted AS MATERIALIZED (
    SELECT rank, month, jsonb_object_agg(category, incidents) AS incidents
    FROM (
      SELECT key.rank, counts.month, counts.category, sum(counts.incidents) AS incidents
      FROM key
      JOIN ${sitePeriods} AS period
        ON (key.communes IS NULL OR period.commune = ANY (key.communes))
        AND (key."priorityDistrict" IS NULL OR period.priority_district = key."priorityDistrict")
      JOIN incident_count AS counts ON counts.site_id = period.site_id
        AND counts.month BETWEEN greatest(key."from", period.from_month)
          AND least(key."to", period.to_month)
      GROUP BY key.rank, counts.month, counts.category
    ) AS by_category
    GROUP BY rank, month
  )
  SELECT key.rank, closed_month.month, coalesce(counted.incidents, '{}') AS incidents
  FROM key
  JOIN closed_month ON closed_month.month BETWEEN key."from" AND key."to"
    AND closed_month.month >= (SELECT counts_before FROM purge_horizon)
  LEFT JOIN counted ON counted.rank = key.rank AND counted.month = closed_month.month
  ORDER BY key.rank, closed_month.month
`;
