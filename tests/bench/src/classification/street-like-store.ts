import { openStore } from "@palier/landlord-store";
import { monthNumber, monthsBetween } from "@palier/schema";
import type { DataSource } from "typeorm";

/** Size and shape of the street-level records of Merseyside, which are not committed. */
const sites = 18_451;
const incidents = 501_044;
export const months = monthsBetween(monthNumber("2018-10"), monthNumber("2021-09"));

/** Share of each category in those records, in per mille. */
const shares = {
  ASSAULT: 329,
  OTHER_INCIVILITY: 203,
  THEFT: 107,
  THREAT: 90,
  OTHER_DAMAGE: 86,
  DRUG_DEALING: 67,
  BURGLARY: 47,
  VEHICLE_CRIME: 46,
  OTHER_PROPERTY: 18,
  WEAPON: 7,
};

/** A landlord's store filled like the street data, the same for the same seed; no month is closed. */
export async function streetLikeStore(url: string): Promise<DataSource> {
  const store = await openStore(url, "mesure");
  await store.query(
    `INSERT INTO site (reference, name, commune, dwellings)
     SELECT 'R' || n, 'Site ' || n, (10000 + n % 5)::text, 60 FROM generate_series(1, $1::int) n`,
    [sites],
  );
  const categories = Object.entries(shares).flatMap(([category, share]) =>
    Array.from({ length: share }, () => category),
  );
  await store.query("SELECT setseed(0.42)");
  // The fourth power crowds incidents at few sites, as anchor points in town centres do.
  await store.query(
    `INSERT INTO incident (id, site_id, day, category, file_id, line)
     SELECT gen_random_uuid(), 1 + floor($1 * power(random(), 4))::int,
       (date '2018-10-01' + (m || ' months')::interval)::date,
       ($2::text[])[1 + floor(random() * $3)::int], 1, n
     FROM (SELECT n, n * 36 / $4 AS m FROM generate_series(0, $4 - 1) n) numbered`,
    [sites, categories, categories.length, incidents],
  );
  return store;
}
