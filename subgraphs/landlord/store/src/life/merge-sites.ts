import { type MonthNumber, monthText } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { actMonth } from "../month/act-month.js";
import { SiteRow } from "../site/site.entity.js";
import { keepSiteActs, type SiteActSettings } from "../site/site-act.js";
import { SitePartRow } from "../site/site-part.entity.js";
import { SitePastRow } from "../site/site-past.entity.js";
import { withStoreLock } from "../sql/store-lock.js";
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

/** A site that was made of several. */
export interface MergedSite {
  readonly reference: string;
  /** References of those that ended. */
  readonly parts: readonly string[];
  /** The month from which on it is one. */
  readonly from: MonthNumber;
  /** From then on. */
  readonly dwellings: number;
}

/**
 * From a month on the site that goes on has the dwellings and the incidents of all in its window, and the
 * highest of the held levels; the others end the month before. Levels of months before stay.
 *
 * @throws MonthStateError when the month, or a later one, is closed.
 */
export function mergeSites(
  store: DataSource,
  { references, into, from: asked, dwellings: told }: Merger,
  { onWait, ...settings }: SiteActSettings = {},
): Promise<MergedSite> {
  return withStoreLock(
    store,
    async (tx) => {
      const site = await knownSite(tx, into);
      const others: SiteRow[] = [];
      for (const called of new Set(references)) {
        const other = await knownSite(tx, called);
        if (!others.some(({ id }) => id === other.id)) others.push(other);
      }
      const from = await actMonth(tx, asked ?? null);
      check(site, others, from);
      const all = [site, ...others].reduce((sum, one) => sum + one.dwellings, 0);
      const dwellings = told ?? all;
      for (const other of others) await endInMonth(tx, other, from - 1);
      await join(tx, site, others, from);
      await resize(tx, site, dwellings, from);
      const parts = others.map(({ reference }) => reference);
      const act = { ...settings, month: from };
      await keepSiteActs(tx, [site.id], { ...act, act: "MERGED", others: parts });
      const absorbed = { ...act, act: "ABSORBED", others: [site.reference] } as const;
      await keepSiteActs(
        tx,
        others.map(({ id }) => id),
        absorbed,
      );
      return { reference: site.reference, parts, from, dwellings };
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
    throw new SiteActError(
      'Name the sites that end, and another one that they become a part of: "palier sites merge RES-003 --into RES-002".',
    );
  }
  for (const { reference, firstMonth, lastMonth, factsFrom } of [site, ...others]) {
    const why = `it cannot be merged from ${monthText(from)} on`;
    if (lastMonth < from) {
      throw new SiteActError(
        `Site "${reference}" ended with ${monthText(lastMonth)}: ${why}. Where it goes on, "palier sites end ${reference} --undo" first.`,
      );
    }
    if (firstMonth >= from) {
      throw new SiteActError(
        `Site "${reference}" begins in ${monthText(firstMonth)} only: ${why}. Give a later month (--from), or where it was there before, "palier sites begin ${reference} --first <month>" first.`,
      );
    }
    if (factsFrom > from) {
      throw new SiteActError(
        `Of site "${reference}" something is told from ${monthText(factsFrom)} on already: merge from then on, or later (--from ${monthText(factsFrom)}).`,
      );
    }
  }
}

/** Windows count what the parts were made of, too. */
async function join(
  tx: EntityManager,
  { id: siteId, dwellings }: SiteRow,
  others: readonly SiteRow[],
  fromMonth: MonthNumber,
): Promise<void> {
  /** Last months of those that end now; null of those that they were made of. */
  const parts = new Map<number, MonthNumber | null>();
  for (const { id } of others) {
    for (const { partId } of await tx.findBy(SitePartRow, { siteId: id })) parts.set(partId, null);
  }
  for (const { id, lastMonth } of others) parts.set(id, lastMonth);
  await tx.insert(
    SitePartRow,
    [...parts].map(([partId, partLastMonth]) => {
      return { siteId, fromMonth, partId, partLastMonth, dwellings };
    }),
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
