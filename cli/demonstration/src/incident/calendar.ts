import { firstDay, type MonthNumber, monthText } from "@palier/schema";

export interface CalendarMonth {
  readonly month: MonthNumber;
  /** 1 is January. */
  readonly ofYear: number;
  readonly days: readonly CalendarDay[];
}

export interface CalendarDay {
  /** `YYYY-MM-DD`. */
  readonly text: string;
  /** 0 is Sunday. */
  readonly ofWeek: number;
  readonly ofMonth: number;
}

const dayMs = 24 * 3600 * 1000;

export function calendarOf(months: readonly MonthNumber[]): CalendarMonth[] {
  return months.map((month) => {
    const start = Date.parse(`${firstDay(month)}T00:00:00Z`);
    const end = Date.parse(`${firstDay(month + 1)}T00:00:00Z`);
    return {
      month,
      ofYear: (month % 12) + 1,
      days: Array.from({ length: (end - start) / dayMs }, (_, index) => ({
        text: `${monthText(month)}-${String(index + 1).padStart(2, "0")}`,
        ofWeek: new Date(start + index * dayMs).getUTCDay(),
        ofMonth: index + 1,
      })),
    };
  });
}
