/**
 * Months as the platform counts them. On the wire and in files a month is text, `YYYY-MM`;
 * in storage and arithmetic it is the number of months since year 0 (`year * 12 + month - 1`),
 * so that the twelve months that end at `m` are `m - 11 … m`.
 */

/** ISO 8601 calendar month, e.g. "2026-10". */
export type Month = string;

/** Months since January of year 0; 2026-10 is 24321. */
export type MonthNumber = number;

/** Months from `from` to `to`, both included. */
export interface MonthRange {
  readonly from: MonthNumber;
  readonly to: MonthNumber;
}

const monthPattern = /^(\d{4})-(0[1-9]|1[0-2])$/;

export function isMonth(text: unknown): text is Month {
  return typeof text === "string" && monthPattern.test(text);
}

/** @throws RangeError when the text is not `YYYY-MM`. */
export function monthNumber(month: Month): MonthNumber {
  const match = monthPattern.exec(month);
  if (!match) throw new RangeError(`"${month}" is not a month; write it YYYY-MM, e.g. 2026-10`);
  return Number(match[1]) * 12 + Number(match[2]) - 1;
}

export function monthText(month: MonthNumber): Month {
  const year = Math.floor(month / 12);
  return `${String(year).padStart(4, "0")}-${String(month - year * 12 + 1).padStart(2, "0")}`;
}

/** First day of the month, `YYYY-MM-01`. */
export function firstDay(month: MonthNumber): string {
  return `${monthText(month)}-01`;
}

/** The month a day (`YYYY-MM-DD`) falls in. */
export function monthOfDay(day: string): MonthNumber {
  return monthNumber(day.slice(0, 7));
}

/** Made once: it costs a hundred times what it takes to use it. */
const frenchMonth = new Intl.DateTimeFormat("en-CA", {
  timeZone: "Europe/Paris",
  year: "numeric",
  month: "2-digit",
});

/** The month that `date` falls in, in the territory's own time zone (metropolitan France). */
export function monthOfDate(date: Date): MonthNumber {
  const parts = frenchMonth.formatToParts(date);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  return part("year") * 12 + part("month") - 1;
}

/** Every month from `from` to `to`, both included; empty when `to` comes before `from`. */
export function monthsBetween(from: MonthNumber, to: MonthNumber): MonthNumber[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
