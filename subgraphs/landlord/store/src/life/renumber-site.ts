import { type MonthNumber, textProblems } from "@palier/schema";
import type { DataSource } from "typeorm";
import { actMonth } from "../month/act-month.js";
import { SiteRow } from "../site/site.entity.js";
import { keepSiteActs, type SiteActSettings } from "../site/site-act.js";
import { SiteNumberRow } from "../site/site-number.entity.js";
import { withStoreLock } from "../sql/store-lock.js";
import { knownSite, SiteActError } from "./known-site.js";

/**
 * A new number of a site in the landlord's files. Its reference stays what it is in the graph, so that its
 * history and whoever keeps its id find it; files may call it by either.
 *
 * @param from the first open month when null.
 * @returns the site's reference, and the month.
 */
export function renumberSite(
  store: DataSource,
  called: string,
  number: string,
  from: MonthNumber | null,
  { onWait, ...settings }: SiteActSettings = {},
): Promise<{ readonly reference: string; readonly from: MonthNumber }> {
  return withStoreLock(
    store,
    async (tx) => {
      const { id: siteId, reference } = await knownSite(tx, called);
      const problems = textProblems([["the number", "siteReference", number]]);
      if (number.trim() !== number || number === "")
        problems.push("a number has no spaces around it");
      const taken = await tx.findOneBy(SiteNumberRow, { number });
      const other = await tx.findOneBy(
        SiteRow,
        taken === null ? { reference: number } : { id: taken.siteId },
      );
      if (other !== null) {
        const which = taken === null ? "a site" : `site "${other.reference}"`;
        problems.push(`${which} is called "${number}" already`);
      }
      if (problems.length > 0) {
        throw new SiteActError(`Site "${reference}" is not renumbered: ${problems.join("; ")}.`);
      }
      const fromMonth = await actMonth(tx, from);
      await tx.insert(SiteNumberRow, { number, siteId, fromMonth });
      const act = { ...settings, act: "RENUMBERED", month: fromMonth, others: [number] } as const;
      await keepSiteActs(tx, [siteId], act);
      return { reference, from: fromMonth };
    },
    onWait,
  );
}

/**
 * Takes a number back that was given by mistake: files cannot call the site by it any more. Its incidents
 * stay, whatever number they came by.
 *
 * @returns the site's reference.
 * @throws SiteActError when the site has no such number.
 */
export function dropNumber(
  store: DataSource,
  called: string,
  number: string,
  { onWait, ...settings }: SiteActSettings = {},
): Promise<string> {
  return withStoreLock(
    store,
    async (tx) => {
      const { id: siteId, reference } = await knownSite(tx, called);
      const dropped = await tx.delete(SiteNumberRow, { number, siteId });
      if (dropped.affected === 0) {
        throw new SiteActError(
          `Site "${reference}" has no number "${number}" beside its reference.`,
        );
      }
      await keepSiteActs(tx, [siteId], { ...settings, act: "NUMBER_DROPPED", others: [number] });
      return reference;
    },
    onWait,
  );
}
