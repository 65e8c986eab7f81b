import { type Grid, type MonthNumber, monthsBetween, type Nomenclature } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { purgeLines } from "../release/kept-lines.js";
import { readHorizon } from "../retention/purge-horizon.js";
import { integerArray } from "../sql/integer-list.js";

/**
 * Takes the counts of the months before one away. What the gates of months observed that rest on them is
 * written down before, and nothing computes the levels of those months any more. The caller holds the
 * store's lock.
 *
 * @returns how many counts there were.
 */
export async function purgeCounts(
  tx: EntityManager,
  before: MonthNumber,
  grid: Grid,
  nomenclature: Nomenclature,
): Promise<number> {
  const { gates } = await readHorizon(tx);
  const gatesBefore = before + grid.windowMonths - 1;
  // Of months before the first counts nothing is asked.
  const since = Math.max(gates, (await firstCounts(tx)) ?? before);
  await freezeGates(tx, monthsBetween(since, gatesBefore - 1), grid, nomenclature);
  const remove = async (table: string) =>
    (await tx.query<[unknown, number]>(`DELETE FROM ${table} WHERE month < $1`, [before]))[1];
  // What was sealed for a buyer holds the same.
  await tx.query("UPDATE handed_over SET sealed = '' WHERE to_month < $1", [before]);
  const counts = (await remove("incident_count")) + (await remove("taken_count"));
  await tx.query(
    `UPDATE purge_horizon SET counts_before = greatest(counts_before, $1),
       gates_before = greatest(gates_before, $2)`,
    [before, gatesBefore],
  );
  await purgeLines(tx);
  return counts;
}

async function firstCounts(tx: EntityManager): Promise<MonthNumber | null> {
  const [found] = await tx.query<{ month: MonthNumber | null }[]>(
    `SELECT least((SELECT min(month) FROM incident_count), (SELECT min(month) FROM taken_count)) AS month`,
  );
  return found?.month ?? null;
}

/** What a seller counted has families alone, of which some are called as a category is. */
const taken = "taken ";

/** As GateService of the node observes them, for all sites. */
async function freezeGates(
  tx: EntityManager,
  months: readonly MonthNumber[],
  grid: Grid,
  { categories }: Nomenclature,
): Promise<void> {
  const conditions = grid.gates
    .flatMap((gate) => gate.conditions)
    .flatMap(({ families, measure }, place) =>
      [...categories.values()]
        .filter(({ family }) => families.includes(family))
        .map(({ code }) => code)
        .concat(families.map((family) => taken + family))
        .map((code) => ({ place, code, isMonths: measure === "MONTHS" })),
    );
  await tx.query(freezeSql, [
    integerArray(months),
    grid.windowMonths,
    JSON.stringify(conditions),
    grid.version,
  ]);
}

const freezeSql = `
  WITH condition AS (
    SELECT * FROM jsonb_to_recordset($3::jsonb) AS condition (place integer, code text, "isMonths" boolean)
  ), count AS (
    SELECT site_id, month, category AS code, incidents FROM incident_count
    UNION ALL
    SELECT site_id, month, '${taken}' || family, incidents FROM taken_count JOIN closed_month USING (month)
  ), counted AS (
    SELECT id AS site_id, id AS part_id, 0 AS from_month FROM site
    UNION ALL SELECT site_id, part_id, from_month FROM site_part
  ), monthly AS (
    SELECT counted.site_id, asked.month, place, "isMonths", sum(count.incidents) AS incidents
    FROM unnest($1::integer[]) AS asked (month)
    JOIN count ON count.month BETWEEN asked.month - $2::integer + 1 AND asked.month
    JOIN counted ON counted.part_id = count.site_id AND counted.from_month <= asked.month
    JOIN condition ON condition.code = count.code
    GROUP BY counted.site_id, asked.month, place, "isMonths", count.month
  ), tally AS (
    SELECT site_id, month, place, CASE WHEN "isMonths" THEN count(*) ELSE sum(incidents) END AS observed
    FROM monthly GROUP BY site_id, month, place, "isMonths"
  )
  INSERT INTO frozen_gate (site_id, month, grid, observed)
  SELECT found.site_id, found.month, $4, array_agg(coalesce(observed, 0)::integer ORDER BY each.place)
  FROM (SELECT DISTINCT site_id, month FROM tally) AS found
  CROSS JOIN (SELECT DISTINCT place FROM condition) AS each
  LEFT JOIN tally ON tally.site_id = found.site_id AND tally.month = found.month AND tally.place = each.place
  GROUP BY found.site_id, found.month
  ON CONFLICT (site_id, month) DO NOTHING
`;
