import type { MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { sitePeriods } from "../site/site-periods.js";
import type { SiteRank } from "./site-page.repository.js";
import type { TerritoryPart } from "./territory-part.js";

/** Which changes are wanted. */
export interface ChangeSelectionKey {
  readonly part: TerritoryPart;
  readonly month: MonthNumber;
  /** The earlier month. */
  readonly since: MonthNumber;
  /** Sites wanted at most; zero where only counts are. */
  readonly first: number;
  /** The page begins after this place, of which `level` is the higher of both; null for the beginning. */
  readonly after: SiteRank | null;
}

/** Effective and held level of a site in both months, its computed one in the later: 1 to 4, 0 for undetermined, null where it was not there. */
export interface ChangedSite {
  readonly reference: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly heldBefore: number | null;
  readonly heldAfter: number | null;
  readonly computedAfter: number | null;
  /** Of the later month, where the site is there. */
  readonly dwellings: number;
}

/** Sites whose level moved alike. */
export interface ChangeSum extends Pick<ChangedSite, "before" | "after"> {
  readonly sites: number;
  readonly dwellings: number;
  /** Those of them of which a decision made one of the levels. */
  readonly decided: number;
}

export interface LevelChanges {
  readonly tallies: readonly ChangeSum[];
  readonly sites: readonly ChangedSite[];
  /** Sites that changed, before paging. */
  readonly matching: number;
  /** Whether both months are closed; else nothing is known. */
  readonly isClosed: boolean;
}

/**
 * Sites whose effective level is not the same in two months. Rows read grow with what happened to
 * sites between the months, not with the sites there are, unless one month has levels and the other
 * none.
 */
export class LevelChangeRepository {
  constructor(private readonly database: EntityManager) {}

  /** For each key, in their order, its changes; one statement each, in which months are closed or not. */
  async findChanges(keys: readonly ChangeSelectionKey[]): Promise<LevelChanges[]> {
    const found: LevelChanges[] = [];
    for (const { part, month, since, first, after } of keys) {
      const communes = part.communes ?? null;
      const district = "priorityDistrict" in part ? part.priorityDistrict : null;
      const [row] = await this.database.query<LevelChanges[]>(changesSql, [
        ...[since, month, communes, district, first],
        ...[after && (after.level ?? 0), after?.dwellings ?? null, after?.reference ?? null],
      ]);
      found.push(row ?? { tallies: [], sites: [], matching: 0, isClosed: false });
    }
    return found;
  }
}

/** Sites of the part in a month, with their levels there: 0 for undetermined. */
const sitesIn = (month: "$1" | "$2") => `
  SELECT period.site_id, period.dwellings,
    coalesce(run.level, 0)::integer AS level, coalesce(run.held_level, 0)::integer AS held,
    coalesce(run.computed_level, 0)::integer AS computed
  FROM ${sitePeriods} AS period
  JOIN moved USING (site_id)
  LEFT JOIN classification AS run ON run.site_id = period.site_id
    AND ${month}::integer BETWEEN run.from_month AND run.to_month
    AND EXISTS (SELECT FROM level_tally WHERE month = ${month} AND level > 0)
  WHERE ${month} BETWEEN period.from_month AND period.to_month
    AND ($3::text[] IS NULL OR period.commune = ANY ($3))
    AND ($4::text IS NULL OR period.priority_district = $4)`;

const changesSql = `
  WITH months AS (
    SELECT (SELECT count(*) FROM closed_month WHERE month IN ($1, $2)) = 2 AS "isClosed",
      EXISTS (SELECT FROM level_tally WHERE month = $1 AND level > 0)
        <> EXISTS (SELECT FROM level_tally WHERE month = $2 AND level > 0) AS "isOther"
  ),
  moved AS (
    SELECT site_id FROM classification WHERE from_month > $1 AND from_month <= $2
    UNION SELECT site_id FROM classification WHERE to_month >= $1 AND to_month < $2
    UNION SELECT site_id FROM site_past WHERE to_month >= $1 AND to_month < $2
    UNION SELECT id FROM site
      WHERE (facts_from > $1 AND facts_from <= $2) OR (last_month >= $1 AND last_month < $2)
        OR (SELECT "isOther" FROM months)
  ),
  changed AS (
    SELECT site.reference, earlier.level AS before, later.level AS after,
      earlier.held AS "heldBefore", later.held AS "heldAfter",
      later.computed AS "computedAfter",
      coalesce(later.dwellings, earlier.dwellings) AS dwellings,
      greatest(earlier.level, later.level, 0) AS level
    FROM (${sitesIn("$1")}) AS earlier
    FULL JOIN (${sitesIn("$2")}) AS later USING (site_id)
    JOIN site ON site.id = site_id
    WHERE earlier.level IS DISTINCT FROM later.level AND (SELECT "isClosed" FROM months)
  )
  SELECT months."isClosed", (SELECT count(*)::integer FROM changed) AS matching,
    coalesce((
      SELECT jsonb_agg(tally) FROM (
        SELECT before, after, count(*) AS sites, sum(dwellings) AS dwellings,
          count(*) FILTER (
            WHERE before IS DISTINCT FROM "heldBefore" OR after IS DISTINCT FROM "heldAfter"
          ) AS decided
        FROM changed GROUP BY before, after ORDER BY before, after
      ) AS tally
    ), '[]') AS tallies,
    coalesce((
      SELECT jsonb_agg(page - 'level' ORDER BY position) FROM (
        SELECT to_jsonb(changed) AS page, row_number() OVER (
          ORDER BY level DESC, dwellings DESC, reference COLLATE "C") AS position
        FROM changed
        WHERE $6::integer IS NULL
          OR (-level, -dwellings, reference COLLATE "C") > (-$6::integer, -$7::integer, $8::text)
        ORDER BY position LIMIT $5
      ) AS ordered
    ), '[]') AS sites
  FROM months
`;
