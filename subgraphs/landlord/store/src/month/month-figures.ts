import { firstDay, type MonthNumber, monthOfDay } from "@palier/schema";
import type { EntityManager } from "typeorm";

/** How many incidents a month has that is closed now, or lies beside one that is. */
export interface MonthFigures {
  readonly month: MonthNumber;
  readonly incidents: number;
  readonly isClosing: boolean;
  /** What months around it have, as the middle one of them, where it has unusually few. */
  readonly usual: number | null;
}

/** Months before and after those that are closed. */
const shownAround = 2;
/** The nearest months that say what is usual. */
const compared = 12;
/** Fewer incidents than this in a month say nothing by their number. */
const fewestUsual = 6;
/** A month with less than this share of what is usual is told. */
const lowShare = 1 / 3;

/** The figures of months, and of those around them, oldest first. */
export async function monthFigures(
  tx: EntityManager,
  closing: readonly MonthNumber[],
): Promise<MonthFigures[]> {
  const first = (closing[0] ?? 0) - compared;
  const last = (closing.at(-1) ?? -1) + compared;
  const rows = await tx.query<{ day: string; incidents: number }[]>(
    `SELECT date_trunc('month', day)::date::text AS day, count(*)::integer AS incidents FROM incident
     WHERE day >= $1 AND day < $2 GROUP BY 1`,
    [firstDay(first), firstDay(last + 1)],
  );
  return figuresOf(
    new Map(rows.map(({ day, incidents }) => [monthOfDay(day), incidents])),
    closing,
  );
}

/** @param counts months without incidents are absent. */
export function figuresOf(
  counts: ReadonlyMap<MonthNumber, number>,
  closing: readonly MonthNumber[],
): MonthFigures[] {
  const shown = new Set<MonthNumber>();
  for (const month of closing) {
    for (let at = month - shownAround; at <= month + shownAround; at += 1) {
      if (closing.includes(at) || counts.has(at)) shown.add(at);
    }
  }
  return [...shown]
    .sort((a, b) => a - b)
    .map((month) => {
      const incidents = counts.get(month) ?? 0;
      const isClosing = closing.includes(month);
      return { month, incidents, isClosing, usual: isClosing ? lowBeside(counts, month) : null };
    });
}

/** What is usual around the month, when it has unusually few; null when it has not. */
function lowBeside(counts: ReadonlyMap<MonthNumber, number>, month: MonthNumber): number | null {
  const others = [...counts]
    .filter(([at]) => at !== month)
    .sort(([a], [b]) => Math.abs(a - month) - Math.abs(b - month))
    .slice(0, compared)
    .map(([, incidents]) => incidents)
    .sort((a, b) => a - b);
  const usual = others[Math.floor(others.length / 2)] ?? 0;
  const isLow = usual >= fewestUsual && (counts.get(month) ?? 0) < usual * lowShare;
  return isLow ? usual : null;
}
