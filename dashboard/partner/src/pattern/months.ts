/** Months of the grid's window, and of what is shown beside a level. */
export const windowMonths = 12;

/** The months that end at one, oldest first: `monthsUntil("2026-02", 3)` → 2025-12, 2026-01, 2026-02. */
export function monthsUntil(last: string, count: number): string[] {
  const [year = 0, month = 1] = last.split("-").map(Number);
  const end = year * 12 + month - 1;
  return Array.from({ length: count }, (_, index) => monthText(end - count + 1 + index));
}

/** Those that do not lie before the first. */
export function monthsFrom(first: string, months: readonly string[]): string[] {
  return months.filter((month) => month >= first);
}

/** @param number Months since the year 0. */
function monthText(number: number): string {
  const year = String(Math.floor(number / 12)).padStart(4, "0");
  return `${year}-${String((number % 12) + 1).padStart(2, "0")}`;
}
