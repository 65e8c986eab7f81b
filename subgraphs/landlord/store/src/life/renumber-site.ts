import { type MonthNumber, textProblems } from "@palier/schema";
import type { DataSource } from "typeorm";
import { actMonth } from "../month/act-month.js";
import { SiteRow } from "../site/site.entity.js";
import { SiteNumberRow } from "../site/site-number.entity.js";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { knownSite, SiteActError } from "./known-site.js";

/**
 * A new number of a site in the landlord's files. Its reference stays what it is in the graph, so that its
 * history and whoever keeps its id find it; files may call it by either.
 *
 * @param from the first open month when null.
 * @returns the month.
 * @param onWait Called once when another writer holds the store.
 */
export function renumberSite(
  store: DataSource,
  reference: string,
  number: string,
  from: MonthNumber | null,
  onWait?: (holder: LockHolder | null) => void,
): Promise<MonthNumber> {
  return withStoreLock(
    store,
    async (tx) => {
      const { id: siteId } = await knownSite(tx, reference);
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
      return fromMonth;
    },
    onWait,
  );
}
