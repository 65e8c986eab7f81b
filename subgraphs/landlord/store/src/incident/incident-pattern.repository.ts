import type { MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { rankedJson, rowsByRank } from "../sql/ranked.js";
import type { IncidentConditions } from "./incident-page.repository.js";
import { askedComplaintOnly, isTold, monthOfIncident } from "./told-incident.js";

/** Which incidents of a site are counted together. */
export interface PatternKey {
  readonly siteId: number;
  /** First day, YYYY-MM-DD. */
  readonly from: string;
  /** The day after the last one. */
  readonly before: string;
  /** Codes of categories; null for all. */
  readonly categories: readonly string[] | null;
}

/** What the incidents of a site have in common by which some are counted. */
export type PatternPart =
  | { readonly by: "MONTH"; readonly month: MonthNumber }
  | {
      readonly by: "TIME";
      readonly timeBand: string | null;
      /** 1 for Monday; null where it cannot be known. */
      readonly weekday: number | null;
    }
  | { readonly by: "PLACE"; readonly place: string | null }
  | { readonly by: "CATEGORY"; readonly category: string };

/** How many have it in common; zeros are absent. */
export type PatternRow = PatternPart & { readonly incidents: number };

/** What of a site's incidents is counted. */
export interface StoredPattern {
  /** Incidents of months before it are purged. */
  readonly keptFrom: MonthNumber;
  readonly rows: readonly PatternRow[];
}

/** Counts of the incidents that a list of them would show, and of no others. */
export class IncidentPatternRepository {
  constructor(private readonly database: EntityManager) {}

  /** In the order of the keys; one statement, so that no purge comes between the counts and what is kept. */
  async findPatterns(
    keys: readonly PatternKey[],
    { incidents }: Pick<IncidentConditions, "incidents">,
  ): Promise<StoredPattern[]> {
    if (incidents === "NONE") return keys.map(() => ({ keptFrom: 0, rows: [] }));
    const rows = await this.database.query<FoundRow[]>(patternsSql, [
      rankedJson(keys),
      askedComplaintOnly[incidents],
    ]);
    return rowsByRank(rows, keys.length).map((found) => ({
      keptFrom: found.find(({ by }) => by === "KEPT_FROM")?.month ?? 0,
      // Each has the columns of what it counts by, and null in the others.
      rows: found.filter(({ by }) => by !== "KEPT_FROM") as unknown as PatternRow[],
    }));
  }
}

interface FoundRow {
  readonly rank: number;
  readonly by: PatternRow["by"] | "KEPT_FROM";
  readonly month: MonthNumber | null;
}

/**
 * Reads the range of the index (site_id, day, id) once for all parts. Whether a month's days are days at all is
 * judged before a family is chosen, so that the families add up to the whole.
 */
const patternsSql = `
  SELECT key.rank, part.*
  FROM jsonb_to_recordset($1::jsonb) AS key(
    rank integer, "siteId" integer, "from" date, "before" date, categories text[]
  )
  CROSS JOIN LATERAL (
    SELECT CASE WHEN grouping(month) = 0 THEN 'MONTH' WHEN grouping(weekday) = 0 THEN 'TIME'
        WHEN grouping(place) = 0 THEN 'PLACE' ELSE 'CATEGORY' END AS by,
      month, "timeBand", weekday, place, category, count(*)::integer AS incidents
    FROM (
      SELECT month, time_band AS "timeBand", place, category,
        CASE WHEN NOT bool_and(extract(day FROM day) = 1) OVER (PARTITION BY month)
          THEN extract(isodow FROM day)::integer END AS weekday
      FROM (
        SELECT day, time_band, place, category, ${monthOfIncident} AS month
        FROM incident
        WHERE site_id = key."siteId" AND incident.day >= key."from" AND incident.day < key."before"
          AND ${isTold("$2")}
      ) AS told
    ) AS dated
    WHERE key.categories IS NULL OR category = ANY (key.categories)
    GROUP BY GROUPING SETS ((month), ("timeBand", weekday), (place), (category))
    UNION ALL
    SELECT 'KEPT_FROM', detail_before, NULL, NULL, NULL, NULL, 0 FROM purge_horizon
  ) AS part
`;
