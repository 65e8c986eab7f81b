import type { EntityManager } from "typeorm";
import { rankedJson, rowsByRank } from "../sql/ranked.js";
import type { TerritoryScope } from "./territory-part.js";

/** Sites and dwellings of a territory at one effective level; level 0 is undetermined. */
export interface LevelSum {
  readonly level: number;
  readonly sites: number;
  readonly dwellings: number;
}

interface TalliesRow {
  readonly rank: number;
  readonly tallies: LevelSum[];
}

/** How many sites stand at which level. */
export class LevelTallyRepository {
  constructor(private readonly database: EntityManager) {}

  /**
   * For each scope, in their order, its levels, the highest first; null where the month is not
   * closed. One statement, so that a month that is being reopened is either whole or absent.
   */
  async findTallies(scopes: readonly TerritoryScope[]): Promise<(LevelSum[] | null)[]> {
    const rows = await this.database.query<TalliesRow[]>(talliesSql, [
      rankedJson(scopes.map(({ part, month }) => ({ ...part, month }))),
    ]);
    return rowsByRank(rows, scopes.length).map(([row]) => row?.tallies ?? null);
  }
}

const talliesSql = `
  SELECT key.rank, coalesce(sums.tallies, '[]') AS tallies
  FROM jsonb_to_recordset($1::jsonb) AS key(
    rank integer, month integer, communes text[], "priorityDistrict" text
  )
  JOIN closed_month ON closed_month.month = key.month
  CROSS JOIN LATERAL (
    SELECT jsonb_agg(
      jsonb_build_object('level', level, 'sites', sites, 'dwellings', dwellings) ORDER BY level DESC
    ) AS tallies
    FROM (
      SELECT level, sum(sites) AS sites, sum(dwellings) AS dwellings
      FROM level_tally
      WHERE level_tally.month = key.month
        AND (key.communes IS NULL OR commune = ANY (key.communes))
        AND (key."priorityDistrict" IS NULL OR priority_district = key."priorityDistrict")
      GROUP BY level
    ) AS by_level
  ) AS sums
`;
