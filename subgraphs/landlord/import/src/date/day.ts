import type { MonthNumber } from "@palier/schema";
import { misread, type Reading, read } from "../value/reading.js";
import type { DateForm } from "./date-form.js";
import { type WrittenMoment, writtenMoment } from "./written-moment.js";

/** A day of the calendar. */
export interface Day {
  /** YYYY-MM-DD. */
  readonly text: string;
  readonly month: MonthNumber;
}

const forms: Readonly<Record<DateForm, string>> = {
  "day-first": "a day such as 31/12/2025 or 2025-12-31, or a month such as 2025-12",
  "month-first": "a day such as 12/31/2025 or 2025-12-31, or a month such as 2025-12",
  iso: "a day such as 2025-12-31, or a month such as 2025-12",
};

/** No landlord's record goes back further; an earlier year is a slip of the pen. */
const firstYear = 1970;

/**
 * Reads a day, with or without a time after it; a month stands for its first day. A year of two digits is of
 * this century. With an offset it is the day that it then was in the territory.
 */
export function readDay(text: string, form: DateForm = "day-first"): Reading<Day> {
  const written = writtenMoment(text);
  if (written === null) return misread(`${forms[form]}; after a time of day nothing may follow`);
  if (written.time !== null && written.time.hour > 23) return noTime;
  const day = dayOf(written, form);
  if (!day.ok || written.time?.offsetMinutes == null) return day;
  return read(momentHere(day.value, written).day);
}

/** The hour of the day that it was in the territory; null: none is written, or the day cannot be read. */
export function hourOf(written: WrittenMoment, form: DateForm): number | null {
  if (written.time === null) return null;
  if (written.time.offsetMinutes === null) return written.time.hour;
  const day = dayOf(written, form);
  return day.ok ? momentHere(day.value, written).hour : null;
}

const noTime = misread("a time of day from 00:00 to 23:59 after the day, or none");

function dayOf({ isYearFirst, numbers, yearDigits }: WrittenMoment, form: DateForm): Reading<Day> {
  const [first, second, third] = numbers;
  if (isYearFirst) return calendarDay(first, second, third ?? 1, form);
  if (form === "iso") {
    if (yearDigits === 4) return misread(`${forms.iso} (the mapping says "dates: iso")`);
    return calendarDay(2000 + first, second, third ?? 1, form);
  }
  const year = (yearDigits === 2 ? 2000 : 0) + (third ?? 0);
  return form === "day-first"
    ? calendarDay(year, second, first, form)
    : calendarDay(year, first, second, form);
}

function calendarDay(year: number, month: number, day: number, form: DateForm): Reading<Day> {
  if (year < firstYear) return misread(`a year from ${firstYear} on`);
  if (month < 1 || month > 12) {
    const order = form === "month-first" ? "month" : "day";
    const example = form === "month-first" ? "12/31/2025" : "31/12/2025";
    return misread(`a month from 1 to 12 (the ${order} comes first: ${example})`);
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

function momentHere(day: Day, { time }: WrittenMoment): { day: Day; hour: number } {
  const { hour = 0, minute = 0, offsetMinutes } = time ?? {};
  const instant = Date.parse(day.text) + (hour * 60 + minute - (offsetMinutes ?? 0)) * 60_000;
  const [text = "", there = ""] = momentFormat.format(instant).split(", ");
  const month = Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
  return { day: { text, month }, hour: Number(there) };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** In the territory's own time zone (metropolitan France), as YYYY-MM-DD. */
const dayParts = {
  timeZone: "Europe/Paris",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
} as const;
const dayFormat = new Intl.DateTimeFormat("en-CA", dayParts);
const momentFormat = new Intl.DateTimeFormat("en-CA", {
  ...dayParts,
  hour: "2-digit",
  hourCycle: "h23",
});

/** The day it is in the territory, YYYY-MM-DD. */
export function dayOfDate(date: Date): string {
  return dayFormat.format(date);
}
