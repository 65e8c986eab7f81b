import type { Formats } from "@palier/dashboard-ui/language/formats";

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

/** A month of which a number is told, or is not. */
interface CountedMonth {
  readonly month: string | null;
  readonly incidents: number | null;
}

/** Of the months asked for those that are not counted: never zero, not known. */
export function absentMonths(
  asked: readonly string[],
  counted: readonly CountedMonth[] | null,
): string[] {
  const known = new Set(
    counted?.flatMap(({ month, incidents }) => (incidents === null ? [] : month)),
  );
  return asked.filter((month) => !known.has(month));
}

/** Months in a row as their first and last: 2026-02, 2026-03, 2026-05 → [2026-02, 2026-03], [2026-05, 2026-05]. */
export function spansOf(months: readonly string[]): (readonly [first: string, last: string])[] {
  const spans: [string, string][] = [];
  for (const month of months) {
    const span = spans.at(-1);
    if (span !== undefined && monthsUntil(month, 2)[0] === span[1]) span[1] = month;
    else spans.push([month, month]);
  }
  return spans;
}

/** Months in words, those in a row by their first and last. */
export function monthsInWords(
  months: readonly string[],
  format: Pick<Formats, "month" | "listWithAnd">,
): string {
  return format.listWithAnd(
    spansOf(months).map(([first, last]) =>
      first === last ? format.month(first) : `${format.month(first)} – ${format.month(last)}`,
    ),
  );
}

/** @param number Months since the year 0. */
function monthText(number: number): string {
  const year = String(Math.floor(number / 12)).padStart(4, "0");
  return `${year}-${String((number % 12) + 1).padStart(2, "0")}`;
}
