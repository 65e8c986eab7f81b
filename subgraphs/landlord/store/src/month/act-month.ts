import { type MonthNumber, monthText } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { MonthStateError } from "./month-state.error.js";
import { refuseFrozen } from "./refuse-frozen.js";

/**
 * The month from which on what is told of a site holds: the one asked for, or the first open one, 0
 * where no month is closed. What was published rests on what held then, so no closed month is given.
 *
 * @throws MonthStateError when the month is purged, and naming the months to reopen when it, or a later one, is closed.
 */
export async function actMonth(tx: EntityManager, asked: MonthNumber | null): Promise<MonthNumber> {
  const [closed] = await tx.query<{ last: MonthNumber | null; next: MonthNumber | null }[]>(
    `SELECT max(month) AS last, min(month) FILTER (WHERE month >= $1) AS next FROM closed_month`,
    [asked ?? 0],
  );
  if (asked !== null) await refuseFrozen(tx, [asked], "Nothing is changed");
  const last = closed?.last ?? null;
  if (last === null) return asked ?? 0;
  if (asked === null) return last + 1;
  if (asked > last) return asked;
  const next = closed?.next ?? last;
  const months = next === last ? monthText(last) : `${monthText(next)}..${monthText(last)}`;
  throw new MonthStateError(
    `What holds of a site from ${monthText(asked)} on would change what was published: ${next === last ? `${months} is` : `${months} are`} closed. Give a month from ${monthText(last + 1)} on, or run "palier reopen-month ${months}" first.`,
  );
}
