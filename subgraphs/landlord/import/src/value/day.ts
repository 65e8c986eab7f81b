import type { MonthNumber } from "@palier/schema";
import { misread, type Reading, read } from "./reading.js";

/** A day of the calendar. */
export interface Day {
  /** YYYY-MM-DD. */
  readonly text: string;
  readonly month: MonthNumber;
}

const time = String.raw`(?:[T ,]+(?<hour>\d{1,2}) ?[:hH] ?(?<minute>\d{1,2})?.*)?`;
const yearFirst = new RegExp(String.raw`^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?${time}$`);
const dayFirst = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})${time}$`);
const forms = "a day such as 31/12/2025 or 2025-12-31, or a month such as 2025-12";

/** No landlord's record goes back further; an earlier year is a slip of the pen. */
const firstYear = 1970;

/**
 * Reads a French or ISO day, with or without a time after it; a month stands for its first day.
 * A year of two digits is of this century.
 */
export function readDay(text: string): Reading<Day> {
  const iso = yearFirst.exec(text);
  if (iso)
    return isClockTime(iso) ? dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3] ?? 1)) : noTime;
  const french = dayFirst.exec(text);
  if (!french) return misread(forms);
  if (!isClockTime(french)) return noTime;
  const [, day, , month, year = ""] = french;
  const century = year.length === 2 ? 2000 : 0;
  return dayOf(century + Number(year), Number(month), Number(day));
}

const noTime = misread("a time of day from 00:00 to 23:59 after the day, or none");

/** The time is not kept here, yet a wrong one makes the whole value doubtful. */
function isClockTime({ groups }: RegExpExecArray): boolean {
  return Number(groups?.hour ?? 0) < 24 && Number(groups?.minute ?? 0) < 60;
}

function dayOf(year: number, month: number, day: number): Reading<Day> {
  if (year < firstYear) return misread(`a year from ${firstYear} on`);
  if (month < 1 || month > 12) {
    return misread(`a month from 1 to 12 (the day comes first: 31/12/2025)`);
  }
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day < 1 || day > last) {
    return misread(`a day that exists: ${twoDigits(month)}/${year} has ${last} days`);
  }
  return read({
    text: `${year}-${twoDigits(month)}-${twoDigits(day)}`,
    month: year * 12 + month - 1,
  });
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** The day it is in the territory's own time zone (metropolitan France), YYYY-MM-DD. */
export function dayOfDate(date: Date): string {
  return new Intl.DateTimeFormat("en-CA", {
    timeZone: "Europe/Paris",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).format(date);
}
