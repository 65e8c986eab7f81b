import {
  type CountedSite,
  familyOf,
  type MonthNumber,
  type Nomenclature,
  type SiteCount,
} from "@palier/schema";
import type { EntityManager } from "typeorm";
import { partsOfSplits } from "../classification/split-sites.js";
import { copyOut } from "../sql/copy-out.js";
import { integerArray } from "../sql/integer-list.js";
import { placeName } from "./place-name.js";

/** All sites, with what held of them. */
export async function countedSites(tx: Pick<EntityManager, "query">): Promise<CountedSite[]> {
  const periods = await tx.query<Period[]>(
    `SELECT site.id, site.first_month AS "firstMonth", last_month AS "lastMonth", period.from_month AS "from",
       period.commune, coalesce(period.priority_district, '') AS "priorityDistrict", period.dwellings,
       taken_over.first_month AS "countedFrom"
     FROM site LEFT JOIN taken_over ON taken_over.site_id = site.id
     JOIN (
       SELECT site_id, from_month, commune, priority_district, dwellings FROM site_past
       UNION ALL SELECT id, facts_from, commune, priority_district, dwellings FROM site
     ) AS period ON period.site_id = site.id
     ORDER BY site.id, period.from_month`,
  );
  const formed: Formed = { joined: await joinedSites(tx), divisions: await divisionsOf(tx) };
  const sites = new Map<number, Period[]>();
  for (const period of periods) {
    const found = sites.get(period.id) ?? [];
    sites.set(period.id, found);
    found.push(period);
  }
  return [...sites.values()].map((ofSite) => siteOf(ofSite as [Period, ...Period[]], formed));
}

interface Period {
  readonly id: number;
  readonly firstMonth: MonthNumber;
  readonly lastMonth: MonthNumber;
  readonly from: MonthNumber;
  readonly commune: string;
  readonly priorityDistrict: string;
  readonly dwellings: number;
  /** Null where nothing came with it. */
  readonly countedFrom: MonthNumber | null;
}

/** Of which other sites some were made, by site. */
interface Formed {
  readonly joined: ReadonlyMap<number, NonNullable<CountedSite["joined"]>>;
  readonly divisions: ReadonlyMap<number, CountedSite["division"]>;
}

function siteOf(
  [first, ...later]: [Period, ...Period[]],
  { joined, divisions }: Formed,
): CountedSite {
  const { id, firstMonth, lastMonth, countedFrom } = first;
  const division = divisions.get(id);
  const place = (period: Period) => placeName(period.commune, period.priorityDistrict);
  return {
    id: String(id),
    place: place(first),
    dwellings: first.dwellings,
    span: { from: countedFrom ?? firstMonth, to: lastMonth },
    ...(later.length > 0 && {
      moves: later.map((period) => ({ from: period.from, place: place(period) })),
      changes: later.map(({ from, dwellings }) => ({ from, dwellings })),
    }),
    ...(countedFrom !== null && { ownFrom: firstMonth }),
    ...(division !== undefined && { division }),
    ...(joined.has(id) && { joined: joined.get(id) ?? [] }),
  };
}

async function divisionsOf(tx: Pick<EntityManager, "query">): Promise<Formed["divisions"]> {
  const parts = await partsOfSplits(tx, 0);
  return new Map(
    parts.flatMap(({ siteId, splitId }) => {
      const ofSplit = parts.filter((part) => part.splitId === splitId);
      const [first] = ofSplit;
      if (siteId === null || first === undefined) return [];
      const division = {
        of: [splitId, ...first.joined].map(String),
        months: { from: first.countedFrom, to: first.to },
        shares: ofSplit.map(({ share }) => share),
        part: ofSplit.findIndex((part) => part.siteId === siteId),
      };
      return [[siteId, division] as const];
    }),
  );
}

async function joinedSites(tx: Pick<EntityManager, "query">): Promise<Formed["joined"]> {
  const rows = await tx.query<{ siteId: number; partId: number; from: MonthNumber }[]>(
    `SELECT site_id AS "siteId", part_id AS "partId", from_month AS "from" FROM site_part
     ORDER BY site_id, from_month, part_id`,
  );
  const joined = new Map<number, { id: string; from: MonthNumber }[]>();
  for (const { siteId, partId, from } of rows) {
    const found = joined.get(siteId) ?? [];
    joined.set(siteId, found);
    found.push({ id: String(partId), from });
  }
  return joined;
}

/** Incidents of closed months by family, and what came with bought and split sites in them. */
export async function siteCounts(
  tx: EntityManager,
  months: readonly MonthNumber[],
  brought: readonly MonthNumber[],
  nomenclature: Nomenclature,
): Promise<SiteCount[]> {
  const counts: SiteCount[] = [];
  await copyOut(
    tx,
    `SELECT site_id, month, category, incidents FROM incident_count
     WHERE month = ANY ('${integerArray(months)}'::integer[])`,
    (row) => {
      const category = row.ascii(2);
      const family = familyOf(nomenclature, category);
      if (family === undefined) throw new Error(`Category ${category} is not of the nomenclature`);
      const site = String(row.integer(0));
      counts.push({ site, month: row.integer(1), family, incidents: row.integer(3) });
    },
  );
  await copyOut(
    tx,
    `SELECT site_id, month, family, incidents FROM taken_count
     WHERE month = ANY ('${integerArray(brought)}'::integer[])`,
    (row) => {
      const [site, family] = [String(row.integer(0)), row.ascii(2)];
      counts.push({ site, month: row.integer(1), family, incidents: row.integer(3) });
    },
  );
  return counts;
}
