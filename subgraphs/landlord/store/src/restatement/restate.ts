import { BadUserInputError, checkAuthor, type MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { signedPublication } from "../signature/signed-rules.js";
import { integerArray } from "../sql/integer-list.js";
import type { RestatementReason } from "./restatement-reason.js";

/** An act by which published levels may change. */
export interface RestatingAct {
  readonly reason: RestatementReason;
  readonly author?: string | null;
  /** First month whose levels it may change; null for all. */
  readonly from: MonthNumber | null;
  readonly now: Date;
  /** Sites of which nothing was published. */
  readonly newSites?: readonly number[];
  /** Shown what the act changes before it is done; nothing is when it throws. */
  readonly review?: (restated: RestatedLevels) => void;
  /** Of `RestatedLevels.digest`: what the person was shown who agreed to the act. */
  readonly expectedDigest?: string;
}

/** Who does an act that may restate, and agrees to what it changes. */
export type RestatingOptions = Pick<RestatingAct, "author" | "review" | "expectedDigest">;

/** A published level that an act changes; 0 is undetermined. */
export interface LevelChange {
  readonly site: string;
  readonly month: MonthNumber;
  /** Null: the site was in no figure of the month. */
  readonly before: number | null;
  /** Null: it is in none any more. */
  readonly after: number | null;
}

/** What an act changes of the published sites and dwellings at one place and level. */
export interface TotalChange {
  readonly month: MonthNumber;
  /** INSEE code. */
  readonly commune: string;
  /** QPV code; empty outside priority districts. */
  readonly priorityDistrict: string;
  /** 0 is undetermined. */
  readonly level: number;
  readonly sitesBefore: number;
  readonly sitesAfter: number;
  readonly dwellingsBefore: number;
  readonly dwellingsAfter: number;
}

/** What an act changes of what was published. */
export interface RestatedLevels {
  /** Of months that stay published, the latest first; some of them where there are many. */
  readonly changes: readonly LevelChange[];
  readonly changed: number;
  readonly rises: number;
  readonly falls: number;
  /** Of months that stay published, the latest first; some of them where there are many. */
  readonly totals: readonly TotalChange[];
  readonly totalsChanged: number;
  /** Published months that are open now, oldest first. */
  readonly reopened: readonly MonthNumber[];
  /** Sites whose counts of a month that is reopened were given to their buyers. */
  readonly handedOver?: readonly HandedSite[];
  /** Of all that it changes. */
  readonly digest: string;
}

/** A sold site: its buyer stays on what it was given. */
export interface HandedSite {
  readonly site: string;
  readonly buyer: string;
}

/** Changes that are listed. */
const mostListed = 200;
const mostTotalsListed = 30;

/**
 * Does an act, and keeps what it changes of what was published: the levels of sites, and what places
 * had at each level. A month that is closed again is compared with what was published before it was
 * reopened; what is the same then was not restated.
 *
 * @throws BadUserInputError when it changes something else than was expected; whoever holds the transaction takes it back.
 */
export async function restating<Result>(
  tx: EntityManager,
  { reason, author = null, from, now, newSites = [], expectedDigest, review }: RestatingAct,
  act: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly restated: RestatedLevels }> {
  checkAuthor(author);
  const published = await signedPublication(tx, now);
  const known = await tx.query<{ month: MonthNumber }[]>(
    "SELECT month FROM closed_month WHERE month BETWEEN $1 AND $2 ORDER BY month",
    [Math.max(from ?? 0, published.from), published.to],
  );
  const months = integerArray(known.map(({ month }) => month));
  await tx.query(`
    CREATE TEMPORARY TABLE level_before ON COMMIT DROP AS ${levelsOf(`'${months}'::integer[]`)};
    CREATE TEMPORARY TABLE tally_before ON COMMIT DROP AS
      SELECT * FROM level_tally WHERE month = ANY ('${months}')`);
  if (newSites.length > 0) {
    await tx.query("DELETE FROM level_before WHERE site_id = ANY ($1::integer[])", [
      integerArray(newSites),
    ]);
  }
  const result = await act();
  const closedAgain = await tx.query<{ month: MonthNumber }[]>(
    "SELECT month FROM reopened_month JOIN closed_month USING (month) ORDER BY month",
  );
  const again = integerArray(closedAgain.map(({ month }) => month));
  await tx.query(`
    CREATE TEMPORARY TABLE level_after ON COMMIT DROP AS
      ${levelsOf(`'${months}'::integer[] || '${again}'::integer[]`)}`);
  const [added] = await tx.query<{ id: number }[]>(
    `INSERT INTO restatement (reason, author) SELECT $1, $2
     WHERE EXISTS (TABLE level_before EXCEPT TABLE level_after)
       OR EXISTS (TABLE tally_before EXCEPT TABLE level_tally)
       OR EXISTS (SELECT * FROM level_tally WHERE month = ANY ('${months}') EXCEPT TABLE tally_before)
     RETURNING id`,
    [reason, author],
  );
  if (added !== undefined) await keepFormer(tx, added.id, months);
  if (closedAgain.length > 0) await forgetSame(tx, again);
  const restated = await listChanges(tx, added?.id ?? 0, { months, again });
  for (const table of ["level_before", "tally_before", "level_after"]) {
    await tx.query(`DROP TABLE ${table}`);
  }
  if (expectedDigest !== undefined && restated.digest !== expectedDigest) {
    throw new BadUserInputError(
      "The record has changed since: nothing is done. Look again at what would change.",
    );
  }
  review?.(restated);
  return { result, restated };
}

/** The level of each site in each of the months that are closed, as totals count it. */
export function levelsOf(months: string): string {
  return `
    SELECT site.id AS site_id, closed.month,
      CASE WHEN EXISTS (SELECT FROM level_tally WHERE month = closed.month AND level > 0)
        THEN coalesce(run.level, 0) ELSE 0 END::smallint AS level
    FROM closed_month AS closed
    JOIN site ON closed.month BETWEEN first_month AND last_month
    LEFT JOIN classification AS run
      ON run.site_id = site.id AND closed.month BETWEEN run.from_month AND run.to_month
    WHERE closed.month = ANY (${months})`;
}

async function keepFormer(tx: EntityManager, id: number, months: string): Promise<void> {
  await tx.query(
    `INSERT INTO former_level (site_id, month, restatement_id, level)
     SELECT site_id, month, $1, level FROM (TABLE level_before EXCEPT TABLE level_after) AS changed`,
    [id],
  );
  await tx.query(
    `INSERT INTO former_tally (month, commune, priority_district, restatement_id, level, sites, dwellings)
     SELECT month, commune, priority_district, $1, level,
       coalesce(before.sites, 0) - coalesce(after.sites, 0),
       coalesce(before.dwellings, 0) - coalesce(after.dwellings, 0)
     FROM tally_before AS before
     FULL JOIN (SELECT * FROM level_tally WHERE month = ANY ($2::integer[])) AS after
       USING (month, commune, priority_district, level)
     WHERE (before.sites, before.dwellings) IS DISTINCT FROM (after.sites, after.dwellings)`,
    [id, months],
  );
  await tx.query(
    `INSERT INTO reopened_month (month, restatement_id)
     SELECT month, $1 FROM unnest($2::integer[]) AS known (month)
     WHERE NOT EXISTS (SELECT FROM closed_month WHERE closed_month.month = known.month)`,
    [id, months],
  );
}

/** Of months that are closed again only what differs from before was restated. */
async function forgetSame(tx: EntityManager, months: string): Promise<void> {
  await tx.query(
    `DELETE FROM former_level USING reopened_month, level_after
     WHERE former_level.restatement_id = reopened_month.restatement_id
       AND former_level.month = reopened_month.month AND reopened_month.month = ANY ($1::integer[])
       AND level_after.month = former_level.month AND level_after.site_id = former_level.site_id
       AND level_after.level = former_level.level`,
    [months],
  );
  await tx.query(
    `INSERT INTO former_tally AS former
       (month, commune, priority_district, restatement_id, level, sites, dwellings)
     SELECT month, commune, priority_district, restatement_id, level, -sites, -dwellings
     FROM level_tally JOIN reopened_month USING (month) WHERE month = ANY ($1::integer[])
     ON CONFLICT (month, commune, priority_district, restatement_id, level) DO UPDATE
       SET sites = former.sites + excluded.sites, dwellings = former.dwellings + excluded.dwellings`,
    [months],
  );
  await tx.query(
    `DELETE FROM former_tally USING reopened_month
     WHERE former_tally.month = reopened_month.month AND former_tally.month = ANY ($1::integer[])
       AND former_tally.restatement_id = reopened_month.restatement_id
       AND sites = 0 AND dwellings = 0`,
    [months],
  );
  await tx.query(
    `INSERT INTO level_before SELECT former_level.site_id, former_level.month, former_level.level
     FROM former_level JOIN reopened_month USING (restatement_id, month)
     WHERE month = ANY ($1::integer[])`,
    [months],
  );
  await tx.query(
    `INSERT INTO tally_before (month, commune, priority_district, level, sites, dwellings)
     SELECT month, commune, priority_district, level,
       former.sites + coalesce(stated.sites, 0), former.dwellings + coalesce(stated.dwellings, 0)
     FROM former_tally AS former JOIN reopened_month USING (restatement_id, month)
     LEFT JOIN level_tally AS stated USING (month, commune, priority_district, level)
     WHERE month = ANY ($1::integer[])
     UNION ALL
     SELECT month, commune, priority_district, level, sites, dwellings FROM level_tally AS same
     WHERE month = ANY ($1::integer[]) AND NOT EXISTS (
       SELECT FROM former_tally AS former JOIN reopened_month USING (restatement_id, month)
       WHERE (former.month, former.commune, former.priority_district, former.level)
         = (same.month, same.commune, same.priority_district, same.level))`,
    [months],
  );
  await tx.query("DELETE FROM reopened_month WHERE month = ANY ($1::integer[])", [months]);
}

async function listChanges(
  tx: EntityManager,
  id: number,
  { months, again }: { readonly months: string; readonly again: string },
): Promise<RestatedLevels> {
  const changes = `
    SELECT reference AS site, month, before.level AS before, after.level AS after
    FROM level_before AS before
    FULL JOIN level_after AS after USING (site_id, month)
    JOIN site ON site.id = site_id
    WHERE before.level IS DISTINCT FROM after.level
      AND (before.level IS NOT NULL OR month = ANY ('${months}'))
      AND month IN (SELECT month FROM closed_month)`;
  const listed = await tx.query<LevelChange[]>(
    `${changes} ORDER BY month DESC, reference LIMIT ${mostListed}`,
  );
  const totals = `
    SELECT month, commune, priority_district AS "priorityDistrict", level,
      coalesce(before.sites, 0) AS "sitesBefore", coalesce(after.sites, 0) AS "sitesAfter",
      coalesce(before.dwellings, 0) AS "dwellingsBefore", coalesce(after.dwellings, 0) AS "dwellingsAfter"
    FROM tally_before AS before
    FULL JOIN (SELECT * FROM level_tally
      WHERE month = ANY ('${months}'::integer[] || '${again}'::integer[])) AS after
      USING (month, commune, priority_district, level)
    WHERE (before.sites, before.dwellings) IS DISTINCT FROM (after.sites, after.dwellings)
      AND month IN (SELECT month FROM closed_month)`;
  const listedTotals = await tx.query<TotalChange[]>(
    `${totals} ORDER BY month DESC, commune, "priorityDistrict", level LIMIT ${mostTotalsListed}`,
  );
  const [sums] = await tx.query<Omit<RestatedLevels, "changes" | "totals">[]>(
    `SELECT count(*)::integer AS changed,
       count(*) FILTER (WHERE after > before AND before > 0)::integer AS rises,
       count(*) FILTER (WHERE after < before AND after > 0)::integer AS falls,
       (SELECT coalesce(array_agg(month ORDER BY month), '{}') FROM reopened_month
        WHERE restatement_id = $1) AS reopened,
       (SELECT count(*)::integer FROM (${totals}) AS total) AS "totalsChanged",
       md5(coalesce(string_agg(concat_ws(' ', site, month, before, after), '|' ORDER BY site, month), '')
         || (SELECT coalesce(string_agg(total::text, '|' ORDER BY total::text), '')
             FROM (${totals}) AS total)) AS digest
     FROM (${changes}) AS changes`,
    [id],
  );
  if (sums === undefined) throw new Error("a sum has one row");
  return { changes: listed, totals: listedTotals, ...sums };
}
