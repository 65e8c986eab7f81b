import { counted, type MonthNumber, monthText } from "@palier/schema";
import type { DataSource } from "typeorm";
import { SiteRow } from "../site/site.entity.js";
import { keepSiteActs, type SiteActSettings } from "../site/site-act.js";
import { withStoreLock } from "../sql/store-lock.js";
import { knownSite, SiteActError } from "./known-site.js";

interface Rests {
  readonly incidents: number;
  readonly decisions: number;
  readonly actions: number;
  /** Of incidents that were corrected or withdrawn. */
  readonly versions: number;
  readonly merged: boolean;
  readonly firstClosed: MonthNumber | null;
  readonly lastClosed: MonthNumber | null;
}

/**
 * Takes a site back that was made by mistake, while nothing rests on it: no incident, decision or action,
 * and no closed month in which it counts.
 *
 * @returns its reference.
 * @throws SiteActError naming all that rests on it, and the commands that take it back.
 */
export function removeSite(
  store: DataSource,
  called: string,
  { onWait, ...settings }: SiteActSettings = {},
): Promise<string> {
  return withStoreLock(
    store,
    async (tx) => {
      const { id, reference } = await knownSite(tx, called);
      const [rests] = await tx.query<Rests[]>(restsSql, [id]);
      const reasons = rests === undefined ? [] : reasonsOf(rests, reference);
      if (reasons.length > 0) {
        throw new SiteActError(`Site "${reference}" is not removed: ${reasons.join("; ")}.`);
      }
      await keepSiteActs(tx, [id], { ...settings, act: "REMOVED" });
      for (const table of ["site_past", "site_number", "classification"]) {
        await tx.query(`DELETE FROM ${table} WHERE site_id = $1`, [id]);
      }
      await tx.delete(SiteRow, { id });
      return reference;
    },
    onWait,
  );
}

const restsSql = `
  SELECT
    (SELECT count(*) FROM incident WHERE site_id = site.id)::integer AS incidents,
    (SELECT count(*) FROM decision WHERE site_id = site.id)::integer AS decisions,
    ((SELECT count(*) FROM action WHERE site_id = site.id)
      + (SELECT count(*) FROM action_further_site WHERE site_id = site.id))::integer AS actions,
    (SELECT count(*) FROM incident_version WHERE site_id = site.id)::integer AS versions,
    EXISTS (SELECT FROM site_part WHERE site.id IN (site_id, part_id)) AS merged,
    (SELECT min(month) FROM closed_month WHERE month BETWEEN first_month AND last_month) AS "firstClosed",
    (SELECT max(month) FROM closed_month WHERE month BETWEEN first_month AND last_month) AS "lastClosed"
  FROM site WHERE id = $1
`;

function reasonsOf(
  { incidents, decisions, actions, versions, merged, firstClosed, lastClosed }: Rests,
  reference: string,
) {
  const ends = `"palier sites end ${reference}" ends it instead`;
  const months =
    firstClosed === null || lastClosed === null || firstClosed === lastClosed
      ? monthText(firstClosed ?? 0)
      : `${monthText(firstClosed)}..${monthText(lastClosed)}`;
  return [
    ...(incidents > 0
      ? [`it has ${counted(incidents, "incident")} ("palier import undo" takes an import back)`]
      : []),
    ...(decisions > 0 ? [`it has ${counted(decisions, "decision")}, kept with it (${ends})`] : []),
    ...(actions > 0
      ? [`it has ${counted(actions, "planned action")} ("palier actions list" shows them; ${ends})`]
      : []),
    ...(versions > 0
      ? [`the history of corrected incidents names it, which is kept (${ends})`]
      : []),
    ...(merged
      ? ['it was merged with another ("palier sites merge --undo --into" takes that back)']
      : []),
    ...(firstClosed === null
      ? []
      : [`it counts in closed months ("palier reopen-month ${months}" first)`]),
  ];
}
