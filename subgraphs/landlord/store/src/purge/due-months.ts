import { firstDay, type MonthNumber, monthOfDate, type Retention } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { readHorizon } from "../retention/purge-horizon.js";

/** What the convention no longer keeps. */
export interface DueMonths {
  /** Of which incidents go, oldest first; of months before the first everything is gone. */
  readonly detail: readonly MonthNumber[];
  /** Those of them that are open: their incidents were counted nowhere, and never are. */
  readonly uncounted: readonly MonthNumber[];
  /** Open ones whose time is over, and with which everything later waits: they can still be closed. */
  readonly waiting: readonly MonthNumber[];
  /** Of which counts go, oldest first. */
  readonly counts: readonly MonthNumber[];
}

/** How long an open month waits to be closed, from when its time is over, its last import and its reopening on. */
const graceDays = 31;
const graceMonths = 1;
/** Counts wait so long for months that rest on them to be closed. */
const longestCountWait = 12;

/**
 * A duration runs from the end of a month, so that a month goes whole.
 *
 * @param windowMonths of the grid: levels of so many months rest on the counts of one.
 */
export async function dueMonths(
  tx: Pick<EntityManager, "query">,
  now: Date,
  { incidentMonths, countMonths }: Retention,
  windowMonths: number,
): Promise<DueMonths> {
  const thisMonth = monthOfDate(now);
  const detail = await heldMonths(tx, thisMonth - incidentMonths);
  const isWaiting = ({ month, isClosed, touchedAt }: HeldMonth) =>
    !isClosed &&
    (month >= thisMonth - incidentMonths - graceMonths ||
      (touchedAt !== null && touchedAt.getTime() > now.getTime() - graceDays * dayMs));
  const first = detail.findIndex(isWaiting);
  const due = first < 0 ? detail : detail.slice(0, first);
  const horizon = await readHorizon(tx);
  const end = due.length === 0 ? horizon.detail : (due.at(-1)?.month ?? -1) + 1;
  return {
    detail: due.map(({ month }) => month),
    uncounted: due.filter(({ isClosed }) => !isClosed).map(({ month }) => month),
    waiting: detail.filter(isWaiting).map(({ month }) => month),
    counts: await dueCounts(tx, thisMonth - countMonths, end, windowMonths),
  };
}

const dayMs = 24 * 3600 * 1000;

/** A month of which something is kept. */
interface HeldMonth {
  readonly month: MonthNumber;
  readonly isClosed: boolean;
  /** When it was last brought incidents, or reopened to be closed again; null: neither is known. */
  readonly touchedAt: Date | null;
}

const monthOf = (day: string) =>
  `(extract(year FROM ${day}) * 12 + extract(month FROM ${day}) - 1)::integer`;

async function heldMonths(
  tx: Pick<EntityManager, "query">,
  before: MonthNumber,
): Promise<HeldMonth[]> {
  const day = firstDay(before);
  return tx.query<HeldMonth[]>(
    `SELECT month, bool_or(is_closed) OR NOT bool_or(is_open) AS "isClosed",
       max(touched_at) AS "touchedAt" FROM (
       SELECT ${monthOf("day")} AS month, false AS is_closed, true AS is_open,
         max(imported_at) AS touched_at
       FROM incident LEFT JOIN import_file AS f ON f.id = file_id WHERE day < $1 GROUP BY 1
       UNION ALL
       -- Of withdrawn ones and of those whose import was taken back.
       SELECT ${monthOf("day")}, false, false, NULL FROM incident_version AS v
       WHERE day < $1 AND NOT EXISTS (SELECT FROM incident WHERE incident.id = incident_id) GROUP BY 1
       UNION ALL
       SELECT month, true, false, NULL FROM closed_month
       WHERE month < $2 AND month >= (SELECT detail_before FROM purge_horizon)
       UNION ALL
       SELECT month, false, true, reopened_at FROM open_month
       WHERE month < $2 AND month >= (SELECT detail_before FROM purge_horizon)
     ) AS held GROUP BY month ORDER BY month`,
    [day, before],
  );
}

/** Counts whose levels can all be frozen: those of the months that rest on them are closed. */
async function dueCounts(
  tx: Pick<EntityManager, "query">,
  due: MonthNumber,
  detailBefore: MonthNumber,
  windowMonths: number,
): Promise<MonthNumber[]> {
  const reach = windowMonths - 1;
  const found = await tx.query<{ month: MonthNumber }[]>(
    `SELECT month FROM closed_month
     WHERE month >= (SELECT counts_before FROM purge_horizon) AND month < least($1::integer, $2::integer)
       AND (month < $1::integer - ${longestCountWait}
         OR month + $3::integer <= (SELECT max(month) FROM closed_month)
           AND NOT EXISTS (
             SELECT FROM incident AS i WHERE i.day >= make_date(closed_month.month / 12, closed_month.month % 12 + 1, 1)
               AND i.day < make_date((closed_month.month + $3::integer + 1) / 12, (closed_month.month + $3::integer + 1) % 12 + 1, 1)
               AND NOT EXISTS (SELECT FROM closed_month AS c WHERE c.month = ${monthOf("i.day")})))
     ORDER BY month`,
    [due, detailBefore, reach],
  );
  const months = found.map(({ month }) => month);
  // A horizon has no holes: what waits holds up what is later.
  const [skipped] = await tx.query<{ month: MonthNumber | null }[]>(
    `SELECT min(month) AS month FROM closed_month
     WHERE month >= (SELECT counts_before FROM purge_horizon) AND NOT month = ANY ($1::integer[])`,
    [months],
  );
  return months.filter((month) => month < (skipped?.month ?? Number.POSITIVE_INFINITY));
}
