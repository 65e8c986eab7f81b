import { randomUUID } from "node:crypto";
import { ClosedMonths, type Grid, type MonthNumber, type Rules } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { familyCounts } from "../incident/family-counts.js";
import { IncidentCountRepository } from "../incident/incident-count.repository.js";
import { integerArray } from "../sql/integer-list.js";
import { StoredRuns } from "./stored-runs.js";
import { TakenSites } from "./taken-sites.js";

/** A site that was split, and what its counts and held state go to. */
export interface Apportioning {
  readonly siteId: number;
  /** First month of the parts. */
  readonly from: MonthNumber;
  readonly parts: readonly { readonly siteId: number; readonly share: number }[];
  readonly author: string | null;
}

/**
 * Divides numbers by shares, each whole: what is in a month goes to the parts and nowhere else. One
 * after the other goes to the part that is furthest behind its share (Sainte-Laguë), so that few in many
 * months are spread as well as many in one.
 *
 * @returns for each of the numbers, what each part has of it.
 */
export function apportion(counts: readonly number[], shares: readonly number[]): number[][] {
  const given = shares.map(() => 0);
  return counts.map((count) => {
    const before = [...given];
    for (let left = count; left > 0; left -= 1) {
      const claims = shares.map((share, part) => share / (2 * (given[part] ?? 0) + 1));
      const next = claims.indexOf(Math.max(...claims));
      given[next] = (given[next] ?? 0) + 1;
    }
    return given.map((all, part) => all - (before[part] ?? 0));
  });
}

/** The parts go on from where the site ended: their windows count their share, and each holds its level. */
export async function apportionSplit(
  tx: EntityManager,
  { siteId, from, parts, author }: Apportioning,
  rules: Rules,
): Promise<void> {
  const taken = await TakenSites.read(tx);
  const rows = await tx.query<{ month: number }[]>("SELECT month FROM closed_month");
  const closed = new ClosedMonths(
    rows.map(({ month }) => month),
    rules.grid,
  );
  const [first] = await tx.query<{ month: MonthNumber }[]>(
    `SELECT least(min(first_month), min(taken.counted))::integer AS month FROM site
     LEFT JOIN (SELECT site_id, first_month AS counted FROM taken_over) AS taken ON taken.site_id = site.id
     WHERE id = $1 OR id IN (SELECT part_id FROM site_part WHERE site_part.site_id = $1)`,
    [siteId],
  );
  const countedFrom = Math.max(from - rules.grid.windowMonths + 1, first?.month ?? 0);
  const [month, earlier] = closed.classified.filter((at) => at < from).reverse();
  const runs = (await StoredRuns.read(tx, null, [siteId])).take(siteId);
  const state = taken.stateAt(siteId, runs, month, earlier);
  for (const { siteId: part, share } of parts) {
    await tx.query(
      `INSERT INTO taken_over (id, site_id, seller, seller_site, convention_hash, first_month, author, share,
         computed_level, earlier_computed_level, held_level, level, since)
       SELECT $1, $2, slug, slug || ':' || reference, '', $3, $4, $5, $6, $7, $8, $9, $10
       FROM node, site WHERE site.id = $11`,
      [
        ...[randomUUID(), part, countedFrom, author, share, state?.computedLevel ?? null],
        ...[state?.earlierComputedLevel ?? null, state?.heldLevel ?? null, state?.level ?? null],
        ...[state?.since ?? null, siteId],
      ],
    );
  }
  await refreshApportioned(tx, rules);
}

/** Divides anew what closed months of split sites have; the caller classifies afterwards. */
export async function refreshApportioned(tx: EntityManager, rules: Rules): Promise<void> {
  const parts = await tx.query<Part[]>(
    `SELECT taken.site_id AS "siteId", share, taken.first_month AS "countedFrom",
       split.id AS "splitId", coalesce(part.first_month - 1, split.last_month) AS "to",
       ARRAY(SELECT part_id FROM site_part WHERE site_part.site_id = split.id) AS joined
     FROM taken_over AS taken JOIN node ON node.slug = seller
     JOIN site AS split ON seller_site = node.slug || ':' || split.reference
     LEFT JOIN site AS part ON part.id = taken.site_id
     WHERE share IS NOT NULL ORDER BY "to", split.id, taken.site_id`,
  );
  // A site that was split and whose parts were: the earlier split comes first.
  for (const splitId of new Set(parts.map((part) => part.splitId))) {
    await divide(
      tx,
      parts.filter((part) => part.splitId === splitId),
      rules,
    );
  }
}

interface Part {
  /** Null where it was removed since: its share is nobody's. */
  readonly siteId: number | null;
  readonly share: number;
  readonly countedFrom: MonthNumber;
  readonly splitId: number;
  readonly to: MonthNumber;
  readonly joined: readonly number[];
}

async function divide(tx: EntityManager, parts: readonly Part[], rules: Rules): Promise<void> {
  const [{ splitId, countedFrom: from, to, joined } = unknown] = parts;
  const keys = [splitId, ...joined].map((siteId) => ({ siteId, from, to }));
  const found = (await new IncidentCountRepository(tx).findByMonth(keys)).flat();
  const counts = familyCounts(found, rules.nomenclature);
  const months = [...new Set(found.map(({ month }) => month))].sort((a, b) => a - b);
  const shares = parts.map(({ share }) => share);
  const rows = familiesOf(rules.grid).flatMap((family) => {
    const ofFamily = counts.filter((count) => count.family === family);
    const sums = months.map((month) =>
      ofFamily
        .filter((count) => count.month === month)
        .reduce((sum, { incidents }) => sum + incidents, 0),
    );
    return apportion(sums, shares).flatMap((given, index) =>
      given.flatMap((incidents, part) => {
        const siteId = parts[part]?.siteId ?? null;
        return incidents === 0 || siteId === null
          ? []
          : [{ siteId, month: months[index], family, incidents }];
      }),
    );
  });
  const own = parts.flatMap(({ siteId }) => siteId ?? []);
  await tx.query("DELETE FROM taken_count WHERE site_id = ANY ($1::integer[])", [
    integerArray(own),
  ]);
  await tx.query(
    `INSERT INTO taken_count (site_id, month, family, incidents)
     SELECT "siteId", month, family, incidents FROM jsonb_to_recordset($1::jsonb)
       AS given ("siteId" integer, month integer, family text, incidents integer)`,
    [JSON.stringify(rows)],
  );
}

const unknown = { splitId: 0, countedFrom: 0, to: 0, joined: [] } as const;

/** Families that a gate looks at. */
function familiesOf({ gates }: Grid): string[] {
  const conditions = gates.flatMap((gate) => gate.conditions);
  return [...new Set(conditions.flatMap(({ families }) => families))].sort();
}
