/** A time of day as it is written, in the place that the offset names; null: of the territory. */
export interface WrittenTime {
  /** 0 to 23 where it is right. */
  readonly hour: number;
  readonly minute: number;
  /** Whether AM or PM follows. */
  readonly isHalved: boolean;
  readonly offsetMinutes: number | null;
}

/** A day as it is written, before anything says which of its numbers is the month. */
export interface WrittenMoment {
  /** Whether the year stands first, in four digits: it leaves no doubt. */
  readonly isYearFirst: boolean;
  /** In their order; a month without a day has none. */
  readonly numbers: readonly [number, number, number | null];
  /** Of the last number: two or four. */
  readonly yearDigits: number;
  /** Whether a number of day or month is one digit without a zero before. */
  readonly isBare: boolean;
  readonly time: WrittenTime | null;
}

const clock = String.raw`(?<hour>\d{1,2}) ?(?:[:hH] ?(?<minute>\d{2})?(?: ?: ?\d{2}(?:[.,]\d+)?)?)?`;
const half = String.raw`(?: ?(?<half>[aApP])\.?[mM]\.?)?`;
const offset = String.raw`(?: ?(?<zone>Z|UTC|[+-]\d{2}(?::?\d{2})?))?`;
const after = `(?:(?:[T,]| +[àÀ]? *|, +)${clock}${half}${offset})?`;
/** After a month without a day no time stands: what looks like its hour is a day behind another sign. */
const yearFirst = new RegExp(
  String.raw`^(?<first>\d{4})(?:(?<sign>[-/.])(?<second>\d{1,2}))(?:\k<sign>(?<third>\d{1,2})${after})?$`,
);
const yearLast = new RegExp(
  String.raw`^(?<first>\d{1,2})(?<sign>[/.-])(?<second>\d{1,2})\k<sign>(?<third>\d{4}|\d{2})${after}$`,
);
const alone = new RegExp(`^${clock}${half}$`);

/** Longer texts are no moment. */
const longestMoment = 50;

/** @returns null when the text is no day, or something follows it that is no time of day. */
export function writtenMoment(text: string): WrittenMoment | null {
  if (text.length > longestMoment) return null;
  const isYearFirst = startsWithYear(text);
  const found = (isYearFirst ? yearFirst : yearLast).exec(text)?.groups;
  if (found === undefined) return null;
  const { first = "", second = "", third } = found;
  const isBare = second.length === 1 || (isYearFirst ? third?.length === 1 : first.length === 1);
  return {
    isYearFirst,
    numbers: [Number(first), Number(second), third === undefined ? null : Number(third)],
    yearDigits: isYearFirst ? 4 : (third?.length ?? 0),
    isBare,
    time: found.hour === undefined ? null : timeOf(found),
  };
}

/** Whether four digits and a sign stand first: such a day is read in one way only. */
export function startsWithYear(text: string): boolean {
  return isDigit(text, 1) && isDigit(text, 2) && isDigit(text, 3) && !isDigit(text, 4);
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

/** A time of day that stands alone, be it an hour. */
export function writtenTime(text: string): WrittenTime | null {
  if (text.length > longestMoment) return null;
  const found = alone.exec(text)?.groups;
  return found === undefined ? null : timeOf(found);
}

/** A time that no clock shows, such as 25:00 or 13 PM, has the hour 24. */
function timeOf(found: Readonly<Record<string, string | undefined>>): WrittenTime {
  const hour = Number(found.hour);
  const minute = Number(found.minute ?? 0);
  const letter = found.half?.toLowerCase();
  const isRight = minute < 60 && (letter === undefined ? hour < 24 : hour >= 1 && hour <= 12);
  const halved = (hour % 12) + (letter === "p" ? 12 : 0);
  return {
    hour: isRight ? (letter === undefined ? hour : halved) : 24,
    minute,
    isHalved: letter !== undefined,
    offsetMinutes: found.zone === undefined ? null : minutesOf(found.zone),
  };
}

function minutesOf(zone: string): number {
  if (zone === "Z" || zone === "UTC") return 0;
  const digits = zone.slice(1).replace(":", "").padEnd(4, "0");
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith("-") ? -minutes : minutes;
}
