import type { MonthNumber } from "@palier/schema";
import type { DataSource } from "typeorm";

/** What held of a site from a month to another. */
export interface ListedSite {
  readonly reference: string;
  /** 0: since the record begins. */
  readonly from: MonthNumber;
  /** Null: it goes on. */
  readonly to: MonthNumber | null;
  readonly name: string;
  readonly commune: string;
  readonly priorityDistrict: string | null;
  readonly dwellings: number;
}

/**
 * In the order of the references, oldest first within a site.
 *
 * @param reference of one site, or a number that files call it by; null for all.
 */
export function listSites(
  store: DataSource,
  reference: string | null,
  atMost: number,
): Promise<ListedSite[]> {
  return store.query<ListedSite[]>(
    `SELECT reference, facts_from AS from, nullif(last_month, 1000000) AS to,
       name, commune, priority_district AS "priorityDistrict", dwellings
     FROM site WHERE ${isAsked}
     UNION ALL
     SELECT reference, past.from_month, past.to_month,
       past.name, past.commune, past.priority_district, past.dwellings
     FROM site_past AS past JOIN site ON site.id = past.site_id WHERE ${isAsked}
     ORDER BY reference, "from" LIMIT $2`,
    [reference, atMost],
  );
}

const isAsked = `($1::text IS NULL OR reference = $1
  OR site.id = (SELECT called.site_id FROM site_number AS called WHERE called.number = $1))`;
