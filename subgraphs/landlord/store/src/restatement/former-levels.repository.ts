import type { MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import type { RunKey } from "../classification/classification-run.repository.js";
import { rankedJson, rowsByRank } from "../sql/ranked.js";
import type { LevelSum } from "../territory/level-tally.repository.js";
import type { TerritoryScope } from "../territory/territory-part.js";
import type { RestatementReason } from "./restatement-reason.js";

interface Restated {
  /** YYYY-MM-DD, in metropolitan France. */
  readonly restatedOn: string;
  readonly reason: RestatementReason;
}

/** A level that was published, and is stated otherwise since. */
export interface FormerLevel extends Restated {
  readonly month: MonthNumber;
  /** 0: undetermined. */
  readonly level: number;
}

/** What a territory's levels were until they were stated anew. */
export interface FormerTallies extends Restated {
  readonly tallies: readonly LevelSum[];
}

/** Of one site, and of one territory and month. */
const most = { levels: 200, tallies: 50 };

/** What was published of the levels of sites. */
export class FormerLevelRepository {
  constructor(private readonly database: EntityManager) {}

  /** For each key, in their order, the latest months and changes first; one statement. */
  async findBySites(keys: readonly RunKey[]): Promise<FormerLevel[][]> {
    const rows = await this.database.query<(FormerLevel & { rank: number })[]>(levelsSql, [
      rankedJson(keys),
    ]);
    return rowsByRank(rows, keys.length);
  }
}

/** What was published of how many sites stand at which level. */
export class FormerTallyRepository {
  constructor(private readonly database: EntityManager) {}

  /** For each scope, in their order, the latest changes first; those that left its sums alone are none. */
  async findTallies(scopes: readonly TerritoryScope[]): Promise<FormerTallies[][]> {
    const rows = await this.database.query<(FormerTallies & { rank: number })[]>(talliesSql, [
      rankedJson(scopes.map(({ part, month }) => ({ ...part, month }))),
    ]);
    return rowsByRank(rows, scopes.length);
  }
}

const restatedOn = `to_char(made_at AT TIME ZONE 'Europe/Paris', 'YYYY-MM-DD') AS "restatedOn"`;

const levelsSql = `
  SELECT key.rank, found.*
  FROM jsonb_to_recordset($1::jsonb) AS key(rank integer, "siteId" integer, "from" integer, "to" integer)
  CROSS JOIN LATERAL (
    SELECT month, level, reason, ${restatedOn}
    FROM former_level JOIN restatement ON restatement.id = restatement_id
    WHERE site_id = key."siteId" AND month BETWEEN key."from" AND key."to"
    ORDER BY month DESC, restatement_id DESC LIMIT ${most.levels}
  ) AS found
  ORDER BY key.rank, month DESC
`;

const isOfPart = `(key.communes IS NULL OR commune = ANY (key.communes))
  AND (key."priorityDistrict" IS NULL OR priority_district = key."priorityDistrict")`;

/** Before a restatement a level had what it has today, and all that this and later ones took from it. */
const talliesSql = `
  SELECT key.rank, found.reason, found."restatedOn", found.tallies
  FROM jsonb_to_recordset($1::jsonb) AS key(
    rank integer, month integer, communes text[], "priorityDistrict" text
  )
  CROSS JOIN LATERAL (
    WITH change AS (
      SELECT restatement_id, level, sum(sites) AS sites, sum(dwellings) AS dwellings
      FROM former_tally WHERE former_tally.month = key.month AND ${isOfPart}
      GROUP BY 1, 2
    ),
    changing AS (
      SELECT restatement_id FROM change WHERE sites <> 0 OR dwellings <> 0
      GROUP BY 1 ORDER BY 1 DESC LIMIT ${most.tallies}
    ),
    before AS (
      SELECT changing.restatement_id, level, sum(sites) AS sites, sum(dwellings) AS dwellings
      FROM changing CROSS JOIN LATERAL (
        SELECT level, sites, dwellings FROM change WHERE change.restatement_id >= changing.restatement_id
        UNION ALL
        SELECT level, sites, dwellings FROM level_tally WHERE level_tally.month = key.month AND ${isOfPart}
      ) AS step
      GROUP BY 1, 2 HAVING sum(sites) <> 0
    )
    SELECT changing.restatement_id, reason, ${restatedOn},
      coalesce((SELECT jsonb_agg(jsonb_build_object(
          'level', level, 'sites', sites, 'dwellings', dwellings) ORDER BY level DESC)
        FROM before WHERE before.restatement_id = changing.restatement_id), '[]') AS tallies
    FROM changing JOIN restatement ON restatement.id = restatement_id
  ) AS found
  ORDER BY key.rank, found.restatement_id DESC
`;
