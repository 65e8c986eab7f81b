import type { MonthNumber } from "@palier/schema";
import type { DataSource } from "typeorm";
import { openEnd } from "../classification/stored-runs.js";
import { keepSiteActs, type SiteActSettings } from "../site/site-act.js";
import { withStoreLock } from "../sql/store-lock.js";
import { endInMonth, knownSite } from "./known-site.js";

/**
 * A site that was sold or pulled down: its levels and figures up to its last month stay, and it is in
 * none after.
 *
 * @param lastMonth null: it goes on, and its end was told by mistake.
 * @returns the site's reference.
 * @throws MonthStateError when a month after it is closed.
 */
export function endSite(
  store: DataSource,
  called: string,
  lastMonth: MonthNumber | null,
  { onWait, ...settings }: SiteActSettings = {},
): Promise<string> {
  return withStoreLock(
    store,
    async (tx) => {
      const site = await knownSite(tx, called);
      // Said again with another reason, nothing of a month changes.
      if (lastMonth !== site.lastMonth) await endInMonth(tx, site, lastMonth ?? openEnd);
      const act = lastMonth === null ? "GOES_ON" : "ENDED";
      await keepSiteActs(tx, [site.id], { ...settings, act, month: lastMonth });
      return site.reference;
    },
    onWait,
  );
}
