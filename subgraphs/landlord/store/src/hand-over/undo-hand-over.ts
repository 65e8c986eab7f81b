import { dayInFrance } from "@palier/schema";
import type { DataSource } from "typeorm";
import { openEnd } from "../classification/stored-runs.js";
import { endInMonth, knownSite, SiteActError } from "../life/known-site.js";
import { keepSiteActs, type SiteActSettings } from "../site/site-act.js";
import { withStoreLock } from "../sql/store-lock.js";
import { endOfFile, handOverGround } from "./ground.js";
import { HandedOverRow } from "./handed-over.entity.js";

/**
 * A sale that fell through after its hand-over: the site goes on. Whether the buyer used its file nobody here
 * can see, so that it has to be good no longer, and the seller says that it was not used. What was handed over
 * stays in the access log and among the acts on the site.
 *
 * @returns the site's reference, and the buyer.
 * @throws SiteActError when nothing was handed over, or the file is still good.
 * @throws MonthStateError when a month after its last is closed.
 */
export function undoHandOver(
  store: DataSource,
  called: string,
  { onWait, ...settings }: SiteActSettings = {},
  clock: () => Date = () => new Date(),
): Promise<{ readonly reference: string; readonly buyer: string }> {
  return withStoreLock(
    store,
    async (tx) => {
      const site = await knownSite(tx, called);
      const { id: siteId, reference } = site;
      const [latest] = await tx.find(HandedOverRow, {
        where: { siteId },
        order: { handedAt: "DESC" },
      });
      if (latest === undefined) {
        throw new SiteActError(
          `Site "${reference}" was handed over to nobody: "palier sites end ${reference} --undo" alone takes its end back.`,
        );
      }
      const { buyer } = latest;
      const ground = await handOverGround(tx, clock());
      const goodUntil = endOfFile(latest.handedAt, ground);
      if (ground.now < goodUntil) {
        throw new SiteActError(
          `${buyer} has a file of "${reference}" that is good until ${dayInFrance(goodUntil)}: taken over by it, the site would be counted twice. Say again after that day that the sale fell through, once ${buyer} has told you that it did not take the site over.`,
        );
      }
      await tx.delete(HandedOverRow, { siteId });
      await endInMonth(tx, site, openEnd);
      await keepSiteActs(tx, [siteId], { ...settings, act: "GOES_ON", others: [buyer] });
      return { reference, buyer };
    },
    onWait,
  );
}
