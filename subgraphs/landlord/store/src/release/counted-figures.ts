import {
  type CountedSite,
  familyOf,
  type MonthNumber,
  type Nomenclature,
  type SiteCount,
} from "@palier/schema";
import type { EntityManager } from "typeorm";
import { copyOut } from "../sql/copy-out.js";
import { integerArray } from "../sql/integer-list.js";
import { placeName } from "./place-name.js";

/** All sites, with what held of them. */
export async function countedSites(tx: Pick<EntityManager, "query">): Promise<CountedSite[]> {
  const periods = await tx.query<Period[]>(
    `SELECT site.id, first_month AS "firstMonth", last_month AS "lastMonth", period.from_month AS "from",
       period.commune, coalesce(period.priority_district, '') AS "priorityDistrict", period.dwellings,
       taken."countedFrom", taken."isPart"
     FROM site LEFT JOIN LATERAL (
       SELECT min(taken_over.first_month) AS "countedFrom", bool_or(share IS NOT NULL) AS "isPart"
       FROM taken_over WHERE site_id = site.id
     ) AS taken ON true
     JOIN (
       SELECT site_id, from_month, commune, priority_district, dwellings FROM site_past
       UNION ALL SELECT id, facts_from, commune, priority_district, dwellings FROM site
     ) AS period ON period.site_id = site.id
     ORDER BY site.id, period.from_month`,
  );
  const joined = await joinedSites(tx);
  const sites = new Map<number, Period[]>();
  for (const period of periods) {
    const found = sites.get(period.id) ?? [];
    sites.set(period.id, found);
    found.push(period);
  }
  return [...sites.values()].map((ofSite) => siteOf(ofSite as [Period, ...Period[]], joined));
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
  readonly isPart: boolean | null;
}

type Joined = ReadonlyMap<number, readonly { readonly id: string; readonly from: MonthNumber }[]>;

function siteOf([first, ...later]: [Period, ...Period[]], joined: Joined): CountedSite {
  const { id, firstMonth, lastMonth, countedFrom, isPart } = first;
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
    ...(isPart === true && { isPart }),
    ...(joined.has(id) && { joined: joined.get(id) ?? [] }),
  };
}

async function joinedSites(tx: Pick<EntityManager, "query">): Promise<Joined> {
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
