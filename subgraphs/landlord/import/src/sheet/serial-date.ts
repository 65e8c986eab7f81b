/** Days from the beginning of 1900's system to 1970, its leap day that never was included. */
const daysTo1970 = 25_569;

/** Days between the two systems. */
const daysTo1904 = 1_462;

const daySeconds = 86_400;

/** Formats of Excel's own that show a date or a time (ECMA-376, 18.8.30). */
const dateFormats: ReadonlySet<number> = new Set(
  [
    [14, 22],
    [27, 36],
    [45, 47],
    [50, 58],
  ].flatMap(([first = 0, last = 0]) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  ),
);

/** Whether cells of a format hold dates: it shows a day, a month, a year or a time. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return dateFormats.has(id);
  // Colours, countries and texts are no letters of the format; [h] counts hours.
  const letters = code
    .replaceAll(/"[^"]*"|\\.|[_*]./g, "")
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
  return /[dmyhs]/i.test(letters.replaceAll(/general|standard/gi, ""));
}

/** A date as a file of text would have it, the year first; a time alone where no day is counted. */
export function serialText(serial: number, is1904: boolean): string {
  const seconds = Math.round(serial * daySeconds);
  const time = new Date(seconds * 1_000);
  if (!Number.isFinite(seconds) || Number.isNaN(time.getTime())) return String(serial);
  const clock = time.toISOString().slice(11, 19);
  if (serial >= 0 && seconds < daySeconds) return clock;
  const days = (is1904 ? daysTo1904 : 0) - daysTo1970;
  const moment = new Date((seconds + days * daySeconds) * 1_000);
  if (Number.isNaN(moment.getTime())) return String(serial);
  const day = moment.toISOString().slice(0, 10);
  return seconds % daySeconds === 0 ? day : `${day} ${clock}`;
}
