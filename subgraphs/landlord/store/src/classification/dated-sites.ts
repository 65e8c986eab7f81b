import type { DwellingsChange, MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { copyIntegers } from "../sql/copy-out.js";
import { oneOf } from "../sql/integer-list.js";

/** What the levels of a site rest on besides its incidents. */
export interface DatedSite {
  readonly id: number;
  readonly firstMonth: MonthNumber;
  readonly lastMonth: MonthNumber;
  /** At first. */
  readonly dwellings: number;
  readonly changes: readonly DwellingsChange[];
}

const columns = 5;
const unchanged: readonly DwellingsChange[] = [];

/** In the order of their numbers; null for all. */
export async function datedSites(
  tx: EntityManager,
  siteIds: readonly number[] | null,
): Promise<DatedSite[]> {
  const past = await pastDwellings(tx, siteIds);
  const numbers = await copyIntegers(
    tx,
    columns,
    `SELECT id, first_month, last_month, facts_from, dwellings FROM site
     WHERE ${oneOf("id", siteIds)} ORDER BY id`,
  );
  return Array.from({ length: numbers.length / columns }, (_, place) => {
    const [id = 0, firstMonth = 0, lastMonth = 0, from = 0, dwellings = 0] = numbers.subarray(
      place * columns,
      (place + 1) * columns,
    );
    const [first, ...later] = past.get(id) ?? [];
    if (first === undefined) return { id, firstMonth, lastMonth, dwellings, changes: unchanged };
    const changes = [...later, { from, dwellings }];
    return { id, firstMonth, lastMonth, dwellings: first.dwellings, changes };
  });
}

/** By site, oldest first; sites that never changed are absent. */
async function pastDwellings(
  tx: EntityManager,
  siteIds: readonly number[] | null,
): Promise<ReadonlyMap<number, readonly DwellingsChange[]>> {
  const numbers = await copyIntegers(
    tx,
    3,
    `SELECT site_id, from_month, dwellings FROM site_past
     WHERE ${oneOf("site_id", siteIds)} ORDER BY site_id, from_month`,
  );
  const bySite = new Map<number, DwellingsChange[]>();
  for (let at = 0; at < numbers.length; at += 3) {
    const [siteId = 0, from = 0, dwellings = 0] = numbers.subarray(at, at + 3);
    const known = bySite.get(siteId) ?? [];
    known.push({ from, dwellings });
    bySite.set(siteId, known);
  }
  return bySite;
}
