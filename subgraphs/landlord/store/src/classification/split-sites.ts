import { randomUUID } from "node:crypto";
import { apportion, ClosedMonths, type Grid, type MonthNumber, type Rules } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { familyCounts } from "../incident/family-counts.js";
import { IncidentCountRepository } from "../incident/incident-count.repository.js";
import { readHorizon } from "../retention/purge-horizon.js";
import { integerArray } from "../sql/integer-list.js";
import type { ClassificationTask } from "./classification-task.js";
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

/** The parts go on from where the site ended: their windows count their share, and each holds its level. */
export async function apportionSplit(
  tx: EntityManager,
  { siteId, from, parts, author }: Apportioning,
  rules: Rules,
): Promise<void> {
  const [first] = await tx.query<{ month: MonthNumber }[]>(
    `SELECT least(min(first_month), min(taken.counted))::integer AS month FROM site
     LEFT JOIN (SELECT site_id, first_month AS counted FROM taken_over) AS taken ON taken.site_id = site.id
     WHERE id = $1 OR id IN (SELECT part_id FROM site_part WHERE site_part.site_id = $1)`,
    [siteId],
  );
  const countedFrom = Math.max(from - rules.grid.windowMonths + 1, first?.month ?? 0);
  for (const { siteId: part, share } of parts) {
    await tx.query(
      `INSERT INTO taken_over (id, site_id, seller, seller_site, convention_hash, first_month, author, share)
       SELECT $1, $2, slug, slug || ':' || reference, '', $3, $4, $5 FROM node, site WHERE site.id = $6`,
      [randomUUID(), part, countedFrom, author, share, siteId],
    );
  }
  const isStated = async () => {};
  await refreshApportioned(tx, { from, siteIds: [siteId] }, rules, isStated);
}

/**
 * Divides anew what closed months of split sites have, and gives the parts the state in which the site
 * ended, as far as a classification reaches it: months may be closed, reopened or decided on after a split.
 *
 * @param classifyOne Called with each split site before its state is taken.
 * @returns the sites to be classified: those that were asked for, and parts of theirs.
 */
export async function refreshApportioned(
  tx: EntityManager,
  { from, siteIds }: Pick<ClassificationTask, "from" | "siteIds">,
  rules: Rules,
  classifyOne: (splitId: number) => Promise<unknown>,
): Promise<readonly number[] | null> {
  const { frozen } = await readHorizon(tx);
  const parts = await partsOfSplits(tx, Math.max((from ?? 0) - 1, frozen));
  const wanted = siteIds === null ? null : new Set(siteIds);
  // A site that was split and whose parts were: the earlier split comes first.
  for (const splitId of new Set(parts.map((part) => part.splitId))) {
    const ofSplit = parts.filter((part) => part.splitId === splitId);
    const [{ joined, to } = unknown] = ofSplit;
    if (wanted !== null && ![splitId, ...joined].some((id) => wanted.has(id))) continue;
    for (const { siteId } of ofSplit) if (siteId !== null) wanted?.add(siteId);
    await divide(tx, ofSplit, rules);
    await classifyOne(splitId);
    await passOn(tx, splitId, to, rules);
  }
  return wanted === null ? null : [...wanted];
}

/** Where the counts of a split site went, in the order in which they are divided. */
export interface Part {
  /** Null where it was removed since: its share is nobody's. */
  readonly siteId: number | null;
  readonly share: number;
  readonly countedFrom: MonthNumber;
  readonly splitId: number;
  /** The last month of which the counts are divided. */
  readonly to: MonthNumber;
  /** What had gone into the split site. */
  readonly joined: readonly number[];
}

/** Parts of all splits whose last month is this one or later, those of a split one after the other. */
export function partsOfSplits(
  tx: Pick<EntityManager, "query">,
  endedFrom: MonthNumber,
): Promise<Part[]> {
  return tx.query<Part[]>(
    `SELECT taken.site_id AS "siteId", share, taken.first_month AS "countedFrom",
       split.id AS "splitId", coalesce(part.first_month - 1, split.last_month) AS "to",
       ARRAY(SELECT part_id FROM site_part WHERE site_part.site_id = split.id ORDER BY part_id) AS joined
     FROM taken_over AS taken JOIN node ON node.slug = seller
     JOIN site AS split ON seller_site = node.slug || ':' || split.reference
     LEFT JOIN site AS part ON part.id = taken.site_id
     WHERE share IS NOT NULL AND coalesce(part.first_month - 1, split.last_month) >= $1
     ORDER BY "to", split.id, taken.site_id`,
    [endedFrom],
  );
}

/** The parts begin as the site stands after the last classified of its months. */
async function passOn(
  tx: EntityManager,
  splitId: number,
  last: MonthNumber,
  { grid }: Rules,
): Promise<void> {
  const rows = await tx.query<{ month: number }[]>("SELECT month FROM closed_month");
  const closed = new ClosedMonths(
    rows.map(({ month }) => month),
    grid,
  );
  const [month, earlier] = closed.classified.filter((at) => at <= last).reverse();
  const runs = (await StoredRuns.read(tx, null, [splitId])).take(splitId);
  const state = (await TakenSites.read(tx)).stateAt(splitId, runs, month, earlier);
  await tx.query(
    `UPDATE taken_over SET computed_level = $2, earlier_computed_level = $3, held_level = $4, level = $5,
       since = $6
     FROM node, site
     WHERE site.id = $1 AND share IS NOT NULL AND seller = slug AND seller_site = slug || ':' || reference`,
    [
      ...[splitId, state?.computedLevel ?? null, state?.earlierComputedLevel ?? null],
      ...[state?.heldLevel ?? null, state?.level ?? null, state?.since ?? null],
    ],
  );
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
