import { type MonthNumber, monthNumber, monthText } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { MonthStateError } from "../month/month-state.error.js";
import { refuseFrozen } from "../month/refuse-frozen.js";
import { integerArray } from "../sql/integer-list.js";

/** Months that a message names. */
const mostTold = 12;

/**
 * What is counted stays as it was counted until its month is reopened.
 *
 * @param days YYYY-MM-DD, of what is to change: as it is, and as it is to be.
 * @throws MonthStateError naming the months that are purged, or closed with the command that helps.
 */
export async function checkMonthsOpen(tx: EntityManager, days: Iterable<string>): Promise<void> {
  const months = new Set([...days].map((day) => monthNumber(day.slice(0, 7))));
  await refuseFrozen(tx, [...months], "Nothing is changed");
  const closed = await tx.query<{ month: MonthNumber }[]>(
    "SELECT month FROM closed_month WHERE month = ANY ($1::integer[]) ORDER BY month",
    [integerArray([...months])],
  );
  if (closed.length === 0) return;
  const told = closed.slice(0, mostTold).map(({ month }) => monthText(month));
  const more = closed.length > told.length ? ` and ${closed.length - told.length} more` : "";
  const verb = closed.length === 1 ? "is" : "are";
  throw new MonthStateError(
    `Nothing is changed: ${told.join(", ")}${more} ${verb} closed. Run ${told
      .map((month) => `"palier reopen-month ${month}"`)
      .join(", ")} first, and close again afterwards.`,
  );
}
