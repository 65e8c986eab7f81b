import type { TimeBand } from "@palier/landlord-store";
import { misread, type Reading, read } from "./reading.js";

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

/** A time of day at the end of the text: 22:30, 22:30:05, 22h30, 22 h. */
const clockTime =
  /(?:^|[T ,])(\d{1,2}) ?(?:[hH] ?(\d{2})?|:(\d{2})(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)$/;

const dayWithoutTime = /^\d{1,4}[/.-]\d{1,2}(?:[/.-]\d{1,4})?$/;

/**
 * Reads the part of the day from a word or from a time of day: 6–12, 12–18, 18–22, 22–6.
 * A day without a time says nothing about it.
 */
export function readTimeBand(
  text: string,
  readWord: (text: string) => Reading<string>,
): Reading<string | null> {
  const found = clockTime.exec(text);
  if (!found) return dayWithoutTime.test(text) ? read(null) : readWord(text);
  const hour = Number(found[1]);
  const minute = Number(found[2] ?? found[3] ?? 0);
  if (hour > 23 || minute > 59) return misread("a time of day from 00:00 to 23:59");
  return read(timeBandOf(hour));
}

function timeBandOf(hour: number): TimeBand {
  if (hour < 6 || hour >= 22) return "NIGHT";
  if (hour < 12) return "MORNING";
  return hour < 18 ? "AFTERNOON" : "EVENING";
}
