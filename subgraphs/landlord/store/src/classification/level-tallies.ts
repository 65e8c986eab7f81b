import type { ClosedMonths, MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { integerArray } from "../sql/integer-list.js";

/**
 * Counts sites and dwellings by place and level anew, from a month on. Runs are not spread over
 * their months: each one enters its level in its first month and leaves after its last, and the
 * sums of those few changes up to a month are the month's tally.
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
    SELECT commune, coalesce(priority_district, '') AS priority_district,
      count(*) AS sites, sum(dwellings) AS dwellings
    FROM site GROUP BY 1, 2
  ) AS place, unnest($1::integer[]) AS month
`;

const classifiedSql = `
  WITH change AS (
    SELECT step.month, site.commune, coalesce(site.priority_district, '') AS priority_district,
      run.level, sum(step.direction) AS sites, sum(step.direction * site.dwellings) AS dwellings
    FROM classification AS run
    JOIN site ON site.id = run.site_id
    CROSS JOIN LATERAL (VALUES (greatest(run.from_month, $2::integer), 1), (run.to_month + 1, -1))
      AS step (month, direction)
    WHERE run.to_month >= $2::integer AND step.month <= $3::integer
    GROUP BY 1, 2, 3, 4
  )
  INSERT INTO level_tally (month, commune, priority_district, level, sites, dwellings)
  SELECT shown.month, commune, priority_district, level, sum(sites), sum(dwellings)
  FROM unnest($1::integer[]) AS shown (month)
  JOIN change ON change.month <= shown.month
  GROUP BY 1, 2, 3, 4
  HAVING sum(sites) > 0
`;
