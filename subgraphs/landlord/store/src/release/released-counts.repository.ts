import type { MonthNumber, ShownCount } from "@palier/schema";
import type { EntityManager } from "typeorm";
import type { CountKey } from "../incident/incident-count.repository.js";
import { rankedJson, rowsByRank } from "../sql/ranked.js";
import type { TerritoryPart } from "../territory/territory-part.js";

/** Closed months of a territory, both included, of which the subtotals are wanted. */
export interface PlaceCountKey {
  readonly part: TerritoryPart;
  readonly from: MonthNumber;
  readonly to: MonthNumber;
}

/** A count as protected readers are shown it. */
export interface ReleasedCount extends ShownCount {
  readonly family: string;
}

/** The subtotal of a place: a part of a commune, inside or outside one priority district. */
export interface ReleasedSubtotal extends ReleasedCount {
  /** INSEE code. */
  readonly commune: string;
  /** QPV code; empty outside priority districts. */
  readonly priorityDistrict: string;
  /** Whether an earlier release said otherwise. */
  readonly isRestated: boolean;
}

/** What is released of a closed month. */
export interface ReleasedMonth<Count extends ReleasedCount> {
  readonly month: MonthNumber;
  /** All that are counted: what is listed of none of them has a true zero. */
  readonly families: readonly string[];
  /** Those that are no true zeros. */
  readonly counts: readonly Count[];
}

/**
 * What a landlord has released to those who may not read small numbers: of each line the newest. A
 * month that is open, purged or in no release is absent, which is no zero.
 */
export class ReleasedCountsRepository {
  /**
   * @param threshold Of the convention in force. A line that was released under a smaller one, and shows a
   *   number below this one, is withheld as a whole: what is left of it would give that number back.
   */
  constructor(
    private readonly database: EntityManager,
    private readonly threshold: number,
  ) {}

  /**
   * For each key, in their order, the released months of its range in which the landlord had the site,
   * oldest first; one statement.
   */
  async findBySite(keys: readonly CountKey[]): Promise<ReleasedMonth<ReleasedCount>[][]> {
    const rows = await this.database.query<RankedMonth<ReleasedCount>[]>(siteSql, [
      rankedJson(keys),
      this.threshold,
    ]);
    return rowsByRank(rows, keys.length);
  }

  /** The same of the places of each territory. */
  async findByPlace(keys: readonly PlaceCountKey[]): Promise<ReleasedMonth<ReleasedSubtotal>[][]> {
    const rows = await this.database.query<RankedMonth<ReleasedSubtotal>[]>(placeSql, [
      rankedJson(keys.map(({ part, from, to }) => ({ ...part, from, to }))),
      this.threshold,
    ]);
    return rowsByRank(rows, keys.length);
  }

  /** For each key, in their order, the months of its range of which protected readers are shown no gates. */
  async findWithheldGates(keys: readonly CountKey[]): Promise<MonthNumber[][]> {
    const rows = await this.database.query<{ rank: number; month: MonthNumber }[]>(gatesSql, [
      rankedJson(keys),
    ]);
    return rowsByRank(rows, keys.length).map((found) => found.map(({ month }) => month));
  }
}

type RankedMonth<Count extends ReleasedCount> = ReleasedMonth<Count> & { readonly rank: number };

const releasedMonths = `
  released AS MATERIALIZED (
    SELECT closed_month.month, latest.families
    FROM closed_month CROSS JOIN LATERAL (
      SELECT families FROM release WHERE closed_month.month = ANY (published_months)
      ORDER BY step DESC LIMIT 1
    ) AS latest
    WHERE closed_month.month >= (SELECT counts_before FROM purge_horizon)
  )`;

/** What is withheld is not even read out of the row. */
function shown(withheld: string, count: string): string {
  return `'status', CASE WHEN ${withheld} THEN 'WITHHELD' WHEN ${count} = 0 THEN 'ZERO' ELSE 'VALUE' END,
    'count', CASE WHEN ${withheld} THEN NULL ELSE ${count} END`;
}

/**
 * Lines of a smaller threshold that show a number below the one in force: lines of later releases are not looked
 * at, so that there are none any more once all that is asked for was released under it.
 */
const outgrownLines = `
  outgrown AS MATERIALIZED (
    SELECT line.id, line.month, commune, priority_district, family
    FROM release_line AS line
    WHERE release_step IN (SELECT step FROM release WHERE threshold < $2)
      AND line.month BETWEEN (SELECT min("from") FROM key) AND (SELECT max("to") FROM key)
      AND corrected_by IS NULL AND NOT is_brought
      AND (NOT is_subtotal_withheld AND subtotal BETWEEN 1 AND $2 - 1 OR EXISTS (
        SELECT FROM release_cell WHERE line_id = line.id AND NOT is_withheld AND incidents BETWEEN 1 AND $2 - 1))
  )`;

const siteSql = `
  WITH ${releasedMonths}, key AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb)
      AS key (rank integer, "siteId" integer, "from" integer, "to" integer)
  ), ${outgrownLines}, cell AS (
    SELECT key.rank, line.month, family, incidents, is_withheld OR line.id IN (SELECT id FROM outgrown) AS is_withheld
    FROM key
    JOIN release_cell ON release_cell.site_id = key."siteId"
    JOIN release_line AS line ON line.id = line_id AND corrected_by IS NULL
      AND line.month BETWEEN key."from" AND key."to"
    UNION ALL
    -- A zero has no cell.
    SELECT key.rank, line.month, family, 0, true
    FROM outgrown AS line JOIN key ON line.month BETWEEN key."from" AND key."to"
    JOIN LATERAL (
      SELECT commune, priority_district FROM site WHERE site.id = "siteId" AND facts_from <= line.month
      UNION ALL
      SELECT commune, priority_district FROM site_past
      WHERE site_id = "siteId" AND line.month BETWEEN from_month AND to_month
    ) AS lies ON lies.commune = line.commune AND coalesce(lies.priority_district, '') = line.priority_district
    WHERE NOT EXISTS (SELECT FROM release_cell WHERE line_id = line.id AND site_id = "siteId")
  ), counted AS MATERIALIZED (
    SELECT rank, month, jsonb_agg(jsonb_build_object(
      'family', family, ${shown("is_withheld", "incidents")}) ORDER BY family) AS counts
    FROM cell GROUP BY rank, month
  )
  SELECT key.rank, released.month, families, coalesce(counts, '[]') AS counts
  FROM key JOIN site ON site.id = key."siteId"
  -- In months before its own, another landlord releases what it has.
  JOIN released ON released.month BETWEEN key."from" AND key."to"
    AND released.month BETWEEN first_month AND last_month
  LEFT JOIN counted ON counted.rank = key.rank AND counted.month = released.month
  ORDER BY key.rank, released.month
`;

const placeSql = `
  WITH ${releasedMonths}, key AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS key (
      rank integer, communes text[], "priorityDistrict" text, "from" integer, "to" integer)
  ), ${outgrownLines}, counted AS MATERIALIZED (
    SELECT key.rank, line.month, jsonb_agg(jsonb_build_object(
      'commune', commune, 'priorityDistrict', priority_district, 'family', family,
      'isRestated', is_restated,
      ${shown("(is_subtotal_withheld OR line.id IN (SELECT id FROM outgrown))", "subtotal")}
    ) ORDER BY commune, priority_district, family) AS counts
    FROM key
    JOIN release_line AS line ON line.month BETWEEN key."from" AND key."to"
      AND corrected_by IS NULL AND NOT is_brought
      AND (key.communes IS NULL OR commune = ANY (key.communes))
      AND (key."priorityDistrict" IS NULL OR priority_district = key."priorityDistrict")
    WHERE subtotal > 0 OR is_subtotal_withheld OR is_restated
    GROUP BY key.rank, line.month
  )
  SELECT key.rank, released.month, families, coalesce(counts, '[]') AS counts
  FROM key JOIN released ON released.month BETWEEN key."from" AND key."to"
  LEFT JOIN counted ON counted.rank = key.rank AND counted.month = released.month
  ORDER BY key.rank, released.month
`;

const gatesSql = `
  SELECT key.rank, level.month
  FROM jsonb_to_recordset($1::jsonb) AS key (rank integer, "siteId" integer, "from" integer, "to" integer)
  JOIN release_level AS level ON level.site_id = key."siteId"
    AND level.month BETWEEN key."from" AND key."to"
    AND are_gates_withheld AND republished_by IS NULL
  JOIN closed_month ON closed_month.month = level.month
  ORDER BY key.rank, level.month
`;
