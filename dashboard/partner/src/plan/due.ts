import type { PlannedAction } from "./plan";

type Dated = Pick<PlannedAction, "status" | "dueDate">;

/** Not done, not abandoned. */
export function isOpen({ status }: Pick<PlannedAction, "status">): boolean {
  return status === "PLANNED" || status === "IN_PROGRESS";
}

/**
 * Whole days since an open action was due; 0 when it is not late.
 *
 * @param today ISO day, which is not late itself.
 */
export function daysLate(action: Dated, today: string): number {
  if (!isOpen(action) || action.dueDate === null || action.dueDate >= today) return 0;
  return daysBetween(action.dueDate, today);
}

const dayMs = 86_400_000;

/** The first ISO day after a month: whatever was due by the month's end is late then. */
export function dayAfterMonth(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
}

/** Whole days from one ISO day to another; below zero where that is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

/** The reader's day, as a date of the graph is written. */
export function dayOf(now: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
