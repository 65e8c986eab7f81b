import {
  firstDay,
  type MonthNumber,
  monthNumber,
  monthOfDate,
  monthsBetween,
} from "../ground/month.js";
import type { Publication } from "./convention.js";

const dayMs = 24 * 3600 * 1000;

/**
 * Months that the convention publishes on a given day, oldest first. A published month may still
 * be open at a landlord: coverage says so.
 */
export function publishedMonths(publication: Publication, now: Date): MonthNumber[] {
  return monthsBetween(monthNumber(publication.from), lastPublishedMonth(publication, now));
}

/** May come before `publication.from`: then no month is published yet. */
export function lastPublishedMonth(publication: Publication, now: Date): MonthNumber {
  if ("until" in publication) return monthNumber(publication.until);
  // A month is published when the day after its end plus the delay has come.
  let month = monthOfDate(now) - 1;
  while (endOf(month) + publication.afterDays * dayMs > now.getTime()) month -= 1;
  return month;
}

function endOf(month: MonthNumber): number {
  return Date.parse(`${firstDay(month + 1)}T00:00:00Z`);
}
