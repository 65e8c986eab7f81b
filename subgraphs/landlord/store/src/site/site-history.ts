import type { DataSource } from "typeorm";
import { SiteActRow } from "./site-act.entity.js";
import { siteIdsCalled } from "./site-called.js";

/** Acts that are listed. */
const mostListed = 1_000;

/** What became of a site, the first act first; also of one that was removed. */
export async function siteHistory(store: DataSource, called: string): Promise<SiteActRow[]> {
  const references = await store.query<{ reference: string }[]>(
    `SELECT reference FROM site WHERE id IN (${siteIdsCalled})`,
    [called],
  );
  return store.manager
    .createQueryBuilder(SiteActRow, "act")
    .where("act.reference = ANY (:references)", {
      references: [called, ...references.map(({ reference }) => reference)],
    })
    .orderBy("act.id")
    .take(mostListed)
    .getMany();
}
