import { type MonthNumber, type MonthRange, monthText } from "@palier/schema";
import type { DataSource } from "typeorm";
import { actMonth } from "../month/act-month.js";
import { SiteRow } from "../site/site.entity.js";
import { keepSiteActs, type SiteActSettings } from "../site/site-act.js";
import { SitePartRow } from "../site/site-part.entity.js";
import { SitePastRow } from "../site/site-past.entity.js";
import { withStoreLock } from "../sql/store-lock.js";
import { knownSite, refuseHandedOver, refuseToldZeros, SiteActError } from "./known-site.js";

export interface UndoneMerger {
  /** Of the site that was made of several. */
  readonly reference: string;
  readonly from: MonthNumber;
  /** References of those that go on again. */
  readonly parts: readonly string[];
  /** Its dwellings; null where a merger of an earlier version did not keep those of before. */
  readonly dwellings: number | null;
}

/**
 * Takes the last merger into a site back, while no month of it is closed: the others go on as if they had
 * not ended, and it has its own dwellings. Incidents that were recorded at it meanwhile stay with it.
 *
 * @throws SiteActError when nothing was merged into it, or it was merged into another since.
 * @throws MonthStateError when a month from the merger on is closed.
 */
export function undoMerger(
  store: DataSource,
  into: string,
  { onWait, ...settings }: SiteActSettings = {},
): Promise<UndoneMerger> {
  return withStoreLock(
    store,
    async (tx) => {
      const { id, reference } = await knownSite(tx, into);
      const joinings = await tx.find(SitePartRow, {
        where: { siteId: id },
        order: { fromMonth: "DESC" },
      });
      const from = joinings[0]?.fromMonth;
      if (from === undefined) {
        throw new SiteActError(`Nothing was merged into site "${reference}".`);
      }
      await refuseHandedOver(tx, { id, reference });
      await actMonth(tx, from);
      const later = await tx.findOneBy(SitePartRow, { partId: id });
      if (later !== null) {
        const { reference: other } = await tx.findOneByOrFail(SiteRow, { id: later.siteId });
        throw new SiteActError(
          `Site "${reference}" was merged into "${other}" from ${monthText(later.fromMonth)} on: take that back first ("palier sites merge --undo --into ${other}").`,
        );
      }
      const taken = joinings.filter(({ fromMonth }) => fromMonth === from);
      const ended = await tx.query<(MonthRange & { id: number; reference: string })[]>(
        `SELECT site.id, reference, $2::integer AS "from", coalesce(part_last_month, 1000000) AS "to"
         FROM site JOIN site_part ON part_id = site.id
         WHERE site_id = $1 AND from_month = $2::integer AND last_month = $2::integer - 1
           AND NOT EXISTS (SELECT FROM site_part AS other
             WHERE other.part_id = site.id AND other.site_id <> $1)`,
        [id, from],
      );
      for (const part of ended) {
        const months = { from: part.from, to: part.to, way: "in" } as const;
        await refuseToldZeros(tx, part, months, "leave them merged");
        await tx.update(SiteRow, { id: part.id }, { lastMonth: part.to });
      }
      const past = await tx.findOneBy(SitePastRow, { siteId: id, toMonth: from - 1 });
      const dwellings = taken[0]?.dwellings ?? past?.dwellings ?? null;
      if (dwellings !== null) {
        await tx.update(SiteRow, { id, factsFrom: from }, { dwellings });
        await tx.update(SitePastRow, { siteId: id, fromMonth: from }, { dwellings });
      }
      await tx.delete(SitePartRow, { siteId: id, fromMonth: from });
      const parts = ended.map((part) => part.reference).sort();
      const act = { ...settings, act: "UNMERGED", month: from } as const;
      await keepSiteActs(tx, [id], { ...act, others: parts });
      await keepSiteActs(
        tx,
        ended.map((part) => part.id),
        { ...act, others: [reference] },
      );
      return { reference, from, parts, dwellings };
    },
    onWait,
  );
}
