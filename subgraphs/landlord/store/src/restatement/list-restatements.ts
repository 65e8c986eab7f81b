import type { MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { type LevelChange, levelsOf } from "./restate.js";
import type { RestatementReason } from "./restatement-reason.js";

/** An act that changed what was published, as its landlord lists it. */
export interface ListedRestatement {
  readonly id: number;
  readonly madeAt: Date;
  readonly reason: RestatementReason;
  /** Null where the act did not say. */
  readonly author: string | null;
  /** Of the database. */
  readonly account: string;
  readonly firstMonth: MonthNumber;
  readonly lastMonth: MonthNumber;
  /** Months that it opened and that are open still. */
  readonly open: readonly MonthNumber[];
  /** Levels that were published, and what it stated instead; those of open months are none yet. */
  readonly changed: number;
  readonly rises: number;
  readonly falls: number;
}

/** Of a list, beyond which whoever shows it says that there is more. */
export const mostRestatements = 1_000;

/** The acts that changed what was published, the latest first; one that was stated again as it had been is none. */
export function listRestatements(
  database: Pick<EntityManager, "query">,
  atMost = mostRestatements,
): Promise<ListedRestatement[]> {
  return database.query<ListedRestatement[]>(
    `WITH listed AS (
       SELECT * FROM (
         SELECT restatement_id, min(month) AS first_month, max(month) AS last_month FROM (
           SELECT restatement_id, month FROM former_level
           UNION ALL SELECT restatement_id, month FROM former_tally
           UNION ALL SELECT restatement_id, month FROM reopened_month
         ) AS touched GROUP BY 1 ORDER BY 1 DESC LIMIT $1
       ) AS latest JOIN restatement ON id = restatement_id
     ), change AS (
       ${changesOf("SELECT restatement_id FROM listed")}
     ), counted AS (
       SELECT restatement_id, count(*)::integer AS changed,
         count(*) FILTER (WHERE after > before AND before > 0)::integer AS rises,
         count(*) FILTER (WHERE after < before AND after > 0)::integer AS falls
       FROM change GROUP BY 1
     )
     SELECT id, made_at AS "madeAt", reason, author, account, first_month AS "firstMonth", last_month AS "lastMonth",
       ARRAY(SELECT month FROM reopened_month AS o WHERE o.restatement_id = listed.id ORDER BY 1) AS open,
       coalesce(changed, 0) AS changed, coalesce(rises, 0) AS rises, coalesce(falls, 0) AS falls
     FROM listed LEFT JOIN counted USING (restatement_id) ORDER BY id DESC`,
    [atMost],
  );
}

/** What one of them changed of the levels of sites, the latest month first. */
export function listRestatedLevels(
  database: Pick<EntityManager, "query">,
  id: number,
  atMost = mostRestatements,
): Promise<LevelChange[]> {
  return database.query<LevelChange[]>(
    `SELECT reference AS site, month, before, after
     FROM (${changesOf("SELECT $1::integer")}) AS change JOIN site ON site.id = site_id
     ORDER BY month DESC, reference LIMIT $2`,
    [id, atMost],
  );
}

/** What stood until a restatement, and what stood from it on: until the next one, or today. */
const changesOf = (ids: string) => `
  SELECT former.restatement_id, former.site_id, former.month, former.level AS before,
    CASE WHEN next.restatement_id IS NULL THEN stated.level ELSE next.level END AS after
  FROM former_level AS former
  LEFT JOIN LATERAL (
    SELECT restatement_id, level FROM former_level AS later
    WHERE later.site_id = former.site_id AND later.month = former.month
      AND later.restatement_id > former.restatement_id
    ORDER BY later.restatement_id LIMIT 1
  ) AS next ON true
  LEFT JOIN (${levelsOf("ARRAY(SELECT DISTINCT month FROM former_level)")}) AS stated
    ON stated.site_id = former.site_id AND stated.month = former.month
  WHERE former.restatement_id IN (${ids})
    AND NOT EXISTS (SELECT FROM reopened_month AS open
      WHERE open.month = former.month AND open.restatement_id = former.restatement_id)`;
