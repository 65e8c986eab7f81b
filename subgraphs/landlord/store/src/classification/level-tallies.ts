import type { ClosedMonths, MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { sitePeriods } from "../site/site-periods.js";
import { integerArray } from "../sql/integer-list.js";

/**
 * Counts sites and dwellings by place and level anew, from a month on. Runs are not spread over
 * their months: each one, as far as one period of its site goes, enters its level in its first month
 * and leaves after its last, and the sums of those few changes up to a month are the month's tally.
 * A site that began too short a time ago for a level enters level 0 until its first run.
 */
export async function refreshTallies(
  tx: EntityManager,
  closed: ClosedMonths,
  from: MonthNumber | null,
): Promise<void> {
  const start = from ?? 0;
  const months = closed.months.filter((month) => month >= start);
  const classified = months.filter((month) => closed.isClassified(month));
  const undetermined = months.filter((month) => !closed.isClassified(month));
  await tx.query("DELETE FROM level_tally WHERE month >= $1", [start]);
  if (undetermined.length > 0) {
    await tx.query(undeterminedSql, [integerArray(undetermined)]);
  }
  if (classified.length > 0) {
    await tx.query(classifiedSql, [integerArray(classified), start, classified.at(-1)]);
  }
}

const undeterminedSql = `
  INSERT INTO level_tally (month, commune, priority_district, level, sites, dwellings)
  SELECT month, commune, priority_district, 0, sites, dwellings
  FROM (
    SELECT closed.month, commune, coalesce(priority_district, '') AS priority_district,
      count(*) AS sites, sum(dwellings) AS dwellings
    FROM unnest($1::integer[]) AS closed (month)
    JOIN ${sitePeriods} AS period ON closed.month BETWEEN from_month AND to_month
    GROUP BY 1, 2, 3
  ) AS place
`;

const classifiedSql = `
  WITH period AS (SELECT * FROM ${sitePeriods} AS period WHERE to_month >= $2::integer),
  stay AS (
    SELECT commune, priority_district, dwellings, run.level,
      greatest(run.from_month, period.from_month, $2::integer) AS from_month,
      least(run.to_month, period.to_month) AS to_month
    FROM classification AS run JOIN period USING (site_id)
    WHERE run.to_month >= $2::integer
    UNION ALL
    SELECT commune, priority_district, dwellings, 0, greatest(period.from_month, $2::integer),
      least(period.to_month, coalesce(
        (SELECT min(run.from_month) - 1 FROM classification AS run WHERE run.site_id = period.site_id),
        period.to_month))
    FROM period WHERE first_month > 0
  ),
  change AS (
    SELECT step.month, commune, coalesce(priority_district, '') AS priority_district,
      level, sum(step.direction) AS sites, sum(step.direction * dwellings) AS dwellings
    FROM stay
    CROSS JOIN LATERAL (VALUES (from_month, 1), (to_month + 1, -1)) AS step (month, direction)
    WHERE from_month <= to_month AND step.month <= $3::integer
    GROUP BY 1, 2, 3, 4
  )
  INSERT INTO level_tally (month, commune, priority_district, level, sites, dwellings)
  SELECT shown.month, commune, priority_district, level, sum(sites), sum(dwellings)
  FROM unnest($1::integer[]) AS shown (month)
  JOIN change ON change.month <= shown.month
  GROUP BY 1, 2, 3, 4
  HAVING sum(sites) > 0
`;
