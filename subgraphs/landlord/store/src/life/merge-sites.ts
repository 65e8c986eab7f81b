import { type MonthNumber, monthText } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { actMonth } from "../month/act-month.js";
import { SiteRow } from "../site/site.entity.js";
import { SitePartRow } from "../site/site-part.entity.js";
import { SitePastRow } from "../site/site-past.entity.js";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { endInMonth, knownSite, SiteActError } from "./known-site.js";

/** Several sites that become one. */
export interface Merger {
  /** Of those that end. */
  readonly references: readonly string[];
  /** Of the one that goes on. */
  readonly into: string;
  /** The first month of the site that is made of all; the first open one when absent. */
  readonly from?: MonthNumber;
  /** Of that site; all dwellings together when absent. */
  readonly dwellings?: number;
}

/**
 * From a month on the site that goes on has the dwellings and the incidents of all in its window, and the
 * highest of the held levels; the others end the month before. Levels of months before stay.
 *
 * @returns the month, and the dwellings from then on.
 * @throws MonthStateError when it, or a later one, is closed.
 * @param onWait Called once when another writer holds the store.
 */
export function mergeSites(
  store: DataSource,
  { references, into, from: asked, dwellings: told }: Merger,
  onWait?: (holder: LockHolder | null) => void,
): Promise<{ readonly from: MonthNumber; readonly dwellings: number }> {
  return withStoreLock(
    store,
    async (tx) => {
      const site = await knownSite(tx, into);
      const others: SiteRow[] = [];
      for (const reference of new Set(references)) others.push(await knownSite(tx, reference));
      const from = await actMonth(tx, asked ?? null);
      check(site, others, from);
      const all = [site, ...others].reduce((sum, one) => sum + one.dwellings, 0);
      const dwellings = told ?? all;
      for (const other of others) await endInMonth(tx, other, from - 1);
      await join(tx, site, others, from);
      await resize(tx, site, dwellings, from);
      return { from, dwellings };
    },
    onWait,
  );
}

function check(site: SiteRow, others: readonly SiteRow[], from: MonthNumber): void {
  if (from === 0) {
    throw new SiteActError(
      "Say from which month on the sites are one (--from): no month is closed yet.",
    );
  }
  if (others.length === 0 || others.some(({ id }) => id === site.id)) {
    throw new SiteActError("Name the sites that end, and another one that they become a part of.");
  }
  for (const { reference, firstMonth, lastMonth, factsFrom } of [site, ...others]) {
    if (lastMonth < from || firstMonth >= from) {
      throw new SiteActError(
        `Site "${reference}" ${lastMonth < from ? `ended with ${monthText(lastMonth)}` : `begins in ${monthText(firstMonth)} only`}: it cannot be merged from ${monthText(from)} on.`,
      );
    }
    if (factsFrom > from) {
      throw new SiteActError(
        `Of site "${reference}" something is told from ${monthText(factsFrom)} on already: merge from then on, or later.`,
      );
    }
  }
}

/** Windows count what the parts were made of, too. */
async function join(
  tx: EntityManager,
  { id: siteId }: SiteRow,
  others: readonly SiteRow[],
  fromMonth: MonthNumber,
): Promise<void> {
  const parts = new Set<number>();
  for (const { id } of others) {
    parts.add(id);
    for (const { partId } of await tx.findBy(SitePartRow, { siteId: id })) parts.add(partId);
  }
  await tx.insert(
    SitePartRow,
    [...parts].map((partId) => ({ siteId, fromMonth, partId })),
  );
}

async function resize(
  tx: EntityManager,
  site: SiteRow,
  dwellings: number,
  from: MonthNumber,
): Promise<void> {
  const { id, name, commune, priorityDistrict, factsFrom } = site;
  if (dwellings === site.dwellings) return;
  if (factsFrom < from) {
    await tx.insert(SitePastRow, {
      ...{ siteId: id, fromMonth: factsFrom, toMonth: from - 1 },
      ...{ name, commune, priorityDistrict, dwellings: site.dwellings },
    });
  }
  await tx.update(SiteRow, { id }, { dwellings, factsFrom: from });
}
