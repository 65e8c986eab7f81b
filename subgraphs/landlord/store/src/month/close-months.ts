import { firstDay, type MonthNumber, monthOfDate, monthText } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { type ClassificationSummary, classifySites } from "../classification/classify-sites.js";
import { type ReleaseSummary, releaseCounts } from "../release/release-counts.js";
import { type RestatedLevels, type RestatingOptions, restating } from "../restatement/restate.js";
import { signedRules } from "../signature/signed-rules.js";
import { integerArray } from "../sql/integer-list.js";
import { type LockHolder, withStoreLock } from "../sql/store-lock.js";
import { type MonthFigures, monthFigures } from "./month-figures.js";
import { MonthStateError } from "./month-state.error.js";
import { refuseFrozen } from "./refuse-frozen.js";

export interface ClosingSummary {
  /** Oldest first. */
  readonly closed: readonly MonthNumber[];
  /** Months that were closed before; nothing was done about them. */
  readonly alreadyClosed: readonly MonthNumber[];
  /** Null when every month was closed before. */
  readonly classification: ClassificationSummary | null;
  /** Null when every month was closed before. */
  readonly restated: RestatedLevels | null;
  /** Null when every month was closed before, or no convention is signed. */
  readonly released: ReleaseSummary | null;
}

/**
 * Declares the landlord's reporting of these months complete: counts their incidents, and
 * classifies every site from the oldest of them on.
 *
 * @throws MonthStateError when a month is not over, or was purged while it was open.
 * @param onWait Called once when another writer holds the store.
 * @param review Shown the incidents of months that are closed now and of those around them; nothing is
 *   closed when it throws.
 * @param options A month that was closed before and reopened is compared with what was published of it.
 */
export async function closeMonths(
  store: DataSource,
  months: readonly MonthNumber[],
  clock: () => Date = () => new Date(),
  onWait?: (holder: LockHolder | null) => void,
  review?: (figures: readonly MonthFigures[]) => void,
  options: RestatingOptions = {},
): Promise<ClosingSummary> {
  const asked = [...new Set(months)].sort((a, b) => a - b);
  const running = monthOfDate(clock());
  const unfinished = asked.filter((month) => month >= running);
  if (unfinished.length > 0) {
    throw new MonthStateError(
      `${unfinished.map(monthText).join(", ")} cannot be closed yet: a month can be closed once it is over. The last month that can be closed today is ${monthText(running - 1)}.`,
    );
  }
  return withStoreLock(
    store,
    async (tx) => {
      const now = clock();
      const open = await openOf(tx, asked);
      const [from] = open;
      if (from === undefined) {
        return {
          ...{ closed: [], alreadyClosed: asked },
          ...{ classification: null, restated: null, released: null },
        };
      }
      await refuseFrozen(tx, open, "Nothing is closed");
      const act = { reason: "EARLIER_MONTH", from, now, ...options } as const;
      const { result, restated } = await restating(tx, act, async () => {
        await tx.query("INSERT INTO closed_month (month) SELECT unnest($1::integer[])", [
          integerArray(open),
        ]);
        await tx.query("DELETE FROM open_month WHERE month = ANY ($1::integer[])", [
          integerArray(open),
        ]);
        review?.(await monthFigures(tx, open));
        await countIncidents(tx, open);
        const task = { from, siteIds: null, source: "COUNTS" } as const;
        return classifySites(tx, task, await signedRules(tx, now));
      });
      const released = await releaseCounts(tx, now);
      const alreadyClosed = asked.filter((month) => !open.includes(month));
      return { closed: open, alreadyClosed, classification: result, restated, released };
    },
    onWait,
  );
}

async function openOf(tx: EntityManager, months: readonly MonthNumber[]): Promise<MonthNumber[]> {
  const closed = await tx.query<{ month: MonthNumber }[]>(
    "SELECT month FROM closed_month WHERE month = ANY ($1::integer[])",
    [integerArray(months)],
  );
  return months.filter((month) => !closed.some((row) => row.month === month));
}

/** Fills incident_count for months that had none; in the order of its key, which saves a third. */
export async function countIncidents(
  tx: EntityManager,
  months: readonly MonthNumber[],
): Promise<void> {
  const [first = 0] = months;
  const last = months.at(-1) ?? 0;
  await tx.query(
    `INSERT INTO incident_count (site_id, month, category, incidents)
     SELECT site_id, month, category, count(*)
     FROM incident, LATERAL (
       SELECT (extract(year FROM day) * 12 + extract(month FROM day) - 1)::integer AS month
     ) AS calendar
     WHERE day >= $1 AND day < $2 AND month = ANY ($3::integer[])
     GROUP BY site_id, month, category
     ORDER BY site_id, month, category`,
    [firstDay(first), firstDay(last + 1), integerArray(months)],
  );
}
