import { type MonthNumber, monthNumber, monthsBetween } from "@palier/schema";
import type { DataSource } from "typeorm";
import { Keeper } from "../access-log/keep-log.fixture.js";
import { readyStore } from "../database/ready-store.fixture.js";

export const january = monthNumber("2025-01");
export const months = monthsBetween(january, january + 14);
/** All of them are over. */
export const clock = () => new Date("2026-10-20T12:00:00Z");

const categories = ["DRUG_DEALING", "ARSON", "FLY_TIPPING", "THREAT"];

/** A landlord with a dozen sites in three places, of which many stand about their gates. */
export async function releasedLandlord(): Promise<{
  url: string;
  store: DataSource;
  keeper: Keeper;
}> {
  const { databaseUrl: url, store } = await readyStore("lisiere");
  await store.query(`
    INSERT INTO site (id, reference, name, commune, priority_district, dwellings)
    SELECT id, 'S' || id, 'Site ' || id, CASE WHEN id <= 8 THEN '77288' ELSE '77285' END,
      CASE WHEN id <= 4 THEN 'QN07707M' END, 20 + 7 * id
    FROM generate_series(1, 12) AS id`);
  await addIncidents(store, months);
  const keeper = await Keeper.of(store);
  return { url, store, keeper };
}

/** The same in every run: so many in a month as its numbers say. */
export async function addIncidents(
  store: DataSource,
  of: readonly MonthNumber[],
  salt = 0,
): Promise<void> {
  const rows = of.flatMap((month) =>
    Array.from({ length: 12 }, (_, index) => index + 1).flatMap((site) =>
      categories.flatMap((category, rank) => {
        const number = (site * 7919 + month * 104_729 + rank * 1299 + salt * 31) % 97;
        const incidents = number < 55 ? 0 : number < 85 ? 1 + (number % 4) : 5 + (number % 9);
        return incidents === 0 ? [] : [{ site, month, category, incidents }];
      }),
    ),
  );
  await store.query(
    `INSERT INTO incident (id, site_id, day, category, file_id, line)
     SELECT gen_random_uuid(), site, make_date(month / 12, month % 12 + 1, 1 + rank), category, 1, 1
     FROM jsonb_to_recordset($1::jsonb) AS told (site integer, month integer, category text, incidents integer),
       generate_series(1, incidents) AS rank`,
    [JSON.stringify(rows)],
  );
}

/** Levels that were released, and are stated otherwise; the highest gate that is met says which. */
export async function otherLevels(of: DataSource) {
  return of.query<unknown[]>(`
    SELECT site_id, month, met, computed_level FROM (
      SELECT * FROM release_level WHERE republished_by IS NULL AND month IN (SELECT month FROM closed_month)
    ) AS released
    FULL JOIN (
      SELECT site_id, month, computed_level FROM closed_month
      JOIN classification ON month BETWEEN from_month AND to_month
    ) AS stated USING (site_id, month)
    WHERE computed_level IS DISTINCT FROM
      CASE WHEN met IS NULL THEN NULL WHEN met[1] THEN 4 WHEN met[2] THEN 3 WHEN met[3] THEN 2 ELSE 1 END`);
}
