import { firstDay, type MonthNumber, monthText } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { reclassifySites } from "../classification/reclassify.js";
import { refuseFrozen } from "../month/refuse-frozen.js";
import { releaseCounts } from "../release/release-counts.js";
import { type RestatedLevels, type RestatingOptions, restating } from "../restatement/restate.js";
import { readHorizon } from "../retention/purge-horizon.js";
import { signedRules } from "../signature/signed-rules.js";
import type { SiteRow } from "../site/site.entity.js";
import { keepSiteActs, type SiteActSettings } from "../site/site-act.js";
import { withStoreLock } from "../sql/store-lock.js";
import { knownSite, refuseBesideSplit, refuseToldZeros, SiteActError } from "./known-site.js";

/**
 * Tells the first month of a site anew: from it on the site is in figures. Months that are closed are
 * restated, so that a reopened month before its first one can take its incidents.
 *
 * @returns the site's reference, and what changes of what was published.
 * @throws MonthStateError when a month that it concerns is purged.
 * @throws SiteActError when something of the site is told of a month in which it would not be.
 */
export function beginSite(
  store: DataSource,
  called: string,
  first: MonthNumber,
  { onWait, reason, author, ...options }: SiteActSettings & RestatingOptions = {},
  clock: () => Date = () => new Date(),
): Promise<{ readonly reference: string; readonly restated: RestatedLevels }> {
  return withStoreLock(
    store,
    async (tx) => {
      const site = await knownSite(tx, called);
      const { id, reference, firstMonth } = site;
      const { frozen } = await readHorizon(tx);
      if (Math.min(first, firstMonth) < frozen) {
        await refuseFrozen(tx, [frozen - 1], `Nothing is changed of site "${reference}"`);
      }
      const firstKnown = await checkFirst(tx, site, first);
      const now = clock();
      const from = Math.min(first, firstMonth);
      const act = { ...options, author: author ?? null, reason: "SITE_BEGUN", from, now } as const;
      const { restated } = await restating(tx, act, async () => {
        await tx.query(
          "UPDATE site_past SET from_month = $2 WHERE site_id = $1 AND from_month = $3",
          [id, first, firstKnown],
        );
        await tx.query(
          `UPDATE site SET first_month = $2, facts_from = CASE WHEN facts_from = $3 THEN $2 ELSE facts_from END
           WHERE id = $1`,
          [id, first, firstKnown],
        );
        await reclassifySites(tx, [id], await signedRules(tx, now));
      });
      await releaseCounts(tx, now, from);
      await keepSiteActs(tx, [id], {
        act: "BEGUN",
        month: first,
        author: author ?? null,
        ...(reason && { reason }),
      });
      return { reference, restated };
    },
    onWait,
  );
}

/** @returns from when on something is told of the site. */
async function checkFirst(
  tx: EntityManager,
  { id, reference, lastMonth, factsFrom, firstMonth }: SiteRow,
  first: MonthNumber,
): Promise<MonthNumber> {
  const [taken] = await tx.query<{ isPart: boolean; site: string }[]>(
    `SELECT share IS NOT NULL AS "isPart", seller_site AS site FROM taken_over WHERE site_id = $1`,
    [id],
  );
  if (taken !== undefined) {
    const [how, again] = taken.isPart
      ? ["was made by a split", "split again"]
      : ["was taken over", "take it over again by a new request"];
    throw new SiteActError(
      `Site "${reference}" ${how} of ${taken.site}, with its counts of the months before its first, ${monthText(firstMonth)}, which stays. Where another month is right: "palier sites remove ${reference}", tell the last month of ${taken.site} anew, and ${again}.`,
    );
  }
  if (first < firstMonth) await refuseBesideSplit(tx, { reference }, first);
  const between = { from: Math.min(first, firstMonth), to: Math.max(first, firstMonth) - 1 };
  const isLater = first > firstMonth;
  const instead = isLater
    ? `open them ("palier reopen-month"), tell its first month, and close them again`
    : "give a first month after these";
  const way = isLater ? "out" : "in";
  await refuseToldZeros(tx, { id, reference }, { ...between, way }, instead);
  const [told] = await tx.query<
    { from: MonthNumber; to: MonthNumber | null; joined: number | null }[]
  >(
    `SELECT coalesce(min(from_month), $2)::integer AS from, min(to_month) AS to,
       (SELECT min(from_month) FROM site_part WHERE $1 IN (site_id, part_id)) AS joined
     FROM site_past WHERE site_id = $1`,
    [id, factsFrom],
  );
  const { from = firstMonth, to = null, joined = null } = told ?? {};
  if (first > (to ?? lastMonth)) {
    throw new SiteActError(
      `Of site "${reference}" something else is told from ${monthText((to ?? lastMonth) + 1)} on, or it has ended: give a first month up to ${monthText(to ?? lastMonth)} ("palier sites list ${reference}" shows what holds; "palier sites end ${reference} --undo" takes an end back).`,
    );
  }
  if (joined !== null && first >= joined) {
    throw new SiteActError(
      `Site "${reference}" was merged from ${monthText(joined)} on: it begins before. Give an earlier month, or "palier sites merge --undo --into" takes that back.`,
    );
  }
  const [before] = await tx.query<{ incidents: number }[]>(
    "SELECT count(*)::integer AS incidents FROM incident WHERE site_id = $1 AND day < $2",
    [id, firstDay(first)],
  );
  const incidents = before?.incidents ?? 0;
  if (incidents > 0) {
    throw new SiteActError(
      `Site "${reference}" has ${incidents} ${incidents === 1 ? "incident" : "incidents"} before ${monthText(first)}: give an earlier month, or take them back first ("palier incidents withdraw", "palier import undo").`,
    );
  }
  return from;
}
