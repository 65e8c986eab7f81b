import { closeMonths, openStore } from "@palier/landlord-store";
import { monthNumber, monthsBetween } from "@palier/schema";
import type { DataSource } from "typeorm";

const first = monthNumber("2023-11");
const last = monthNumber("2026-10");

/** How much a landlord has recorded. */
export interface Stored {
  readonly sites: number;
  readonly incidents: number;
}

/**
 * A landlord with the same levels whatever the number of incidents: thirty sites stand at levels 3 and 4, by a base
 * of incidents that opens the gates; the rest are of PROPERTY, which opens none.
 */
export async function storedLandlord(
  url: string,
  slug: string,
  { sites, incidents }: Stored,
): Promise<DataSource> {
  const store = await openStore(url, slug);
  await store.query(
    `INSERT INTO site (reference, name, commune, dwellings)
     SELECT 'R' || n, 'Site ' || n, '77288', 20 + n % 90 FROM generate_series(1, $1::int) n`,
    [sites],
  );
  // Thirty sites deal in each month of the last year, every second one of those violently.
  const base = await store.query<{ count: string }[]>(
    `WITH added AS (
       INSERT INTO incident (id, site_id, day, category, file_id, line)
       SELECT gen_random_uuid(), s.id, (date '2025-11-15' + (m || ' months')::interval)::date, c, 1, 1
       FROM site s, generate_series(0, 11) m,
         unnest(ARRAY['DRUG_DEALING', 'ASSAULT', 'ARSON', 'SABOTAGE']) c
       WHERE s.id % ($1 / 30) = 0 AND (c = 'DRUG_DEALING' OR s.id % ($1 / 15) = 0) RETURNING 1)
     SELECT count(*) FROM added`,
    [sites],
  );
  await store.query(
    `INSERT INTO incident (id, site_id, day, category, file_id, line)
     SELECT gen_random_uuid(), 1 + n % $1, date '2023-11-01' + n % 1095, 'THEFT', 1, 1
     FROM generate_series(1, $2::int) n`,
    [sites, incidents - Number(base[0]?.count)],
  );
  await closeMonths(store, monthsBetween(first, last), () => new Date("2026-11-22"));
  await store.query("ANALYZE");
  return store;
}
