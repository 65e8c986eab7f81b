import type { TimeBand } from "@palier/landlord-store";
import { misread, type Reading, read } from "../value/reading.js";
import type { DateForm } from "./date-form.js";
import { hourOf } from "./day.js";
import { writtenMoment, writtenTime } from "./written-moment.js";

const words: Readonly<Record<TimeBand, readonly string[]>> = {
  MORNING: ["matin", "matinée", "6-12", "6h-12h"],
  AFTERNOON: ["après-midi", "12-18", "12h-18h"],
  EVENING: ["soir", "soirée", "18-22", "18h-22h"],
  NIGHT: ["nuit", "22-6", "22h-6h"],
};

/** What a file may say for each part of the day, the codes included. */
export const timeBandWords: ReadonlyMap<string, TimeBand> = new Map(
  (Object.keys(words) as TimeBand[]).flatMap((code) =>
    [code, ...words[code]].map((word) => [word, code] as const),
  ),
);

/**
 * Reads the part of the day from a word or from a time of day: 6–12, 12–18, 18–22, 22–6. A day without a time
 * says nothing about it.
 *
 * @param form of the days of the file.
 */
export function readTimeBand(
  text: string,
  readWord: (text: string) => Reading<string | null>,
  form: DateForm = "day-first",
): Reading<string | null> {
  const written = writtenMoment(text);
  const time = written === null ? writtenTime(text) : written.time;
  if (written !== null && time === null) return read(null);
  if (time === null) return readWord(text);
  if (time.hour > 23) return misread("a time of day from 00:00 to 23:59");
  const hour = written === null ? time.hour : hourOf(written, form);
  return hour === null ? misread("a day that exists before the time") : read(timeBandOf(hour));
}

function timeBandOf(hour: number): TimeBand {
  if (hour < 6 || hour >= 22) return "NIGHT";
  if (hour < 12) return "MORNING";
  return hour < 18 ? "AFTERNOON" : "EVENING";
}
