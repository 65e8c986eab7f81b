import type { Language } from "./language";

/** How a language writes what the graph sends. */
export interface Formats {
  /** 17200 → `17 200`. */
  number(value: number): string;
  /** With its sign: 3 → `+3`. */
  change(value: number): string;
  /** 0.25 → `25 %`; one decimal where it says something. */
  share(value: number): string;
  /** A change as a share, with its sign: −0.125 → `−13 %`. */
  changeOf(value: number): string;
  /** With one decimal where it says something: 12.34 → `12,3`. */
  rate(value: number): string;
  /** Difference of two shares, in points: 0.012 → `+1,2 pt`. */
  points(value: number): string;
  /** `2026-10` → `octobre 2026`. */
  month(month: string): string;
  /** `2026-10` → `oct. 2026`. */
  shortMonth(month: string): string;
  /** `2026-10-31` → `31 octobre 2026`. */
  day(day: string): string;
  /** An instant on the reader's clock, milliseconds since 1970 → `31 octobre 2026 à 14:32`. */
  moment(ms: number): string;
  /** `a, b et c`. */
  listWithAnd(items: readonly string[]): string;
  /** `a, b ou c`. */
  listWithOr(items: readonly string[]): string;
}

/** What of a language its formats follow from. */
export type Writing = Pick<Language, "locale" | "mendDay">;

const known = new Map<Writing, Formats>();

export function formatsOf(language: Writing): Formats {
  const made = known.get(language) ?? makeFormats(language);
  known.set(language, made);
  return made;
}

function makeFormats({ locale, mendDay = (day) => day }: Writing): Formats {
  const number = new Intl.NumberFormat(locale);
  const change = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const changeOf = new Intl.NumberFormat(locale, {
    ...{ style: "percent", signDisplay: "exceptZero", maximumFractionDigits: 0 },
  });
  const rate = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const points = new Intl.NumberFormat(locale, {
    signDisplay: "exceptZero",
    maximumFractionDigits: 1,
  });
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
    return (text: string) => format.format(new Date(text));
  };
  const day = dates({ day: "numeric", month: "long", year: "numeric" });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" });
  const list = (type: "conjunction" | "disjunction") => {
    const format = new Intl.ListFormat(locale, { type });
    return (items: readonly string[]) => format.format(items);
  };
  return {
    number: (value) => number.format(value),
    change: (value) => withMinus(change.format(value)),
    share: (value) => share.format(value),
    changeOf: (value) => withMinus(changeOf.format(value)),
    rate: (value) => rate.format(value),
    points: (value) => `${withMinus(points.format(value * 100))} pt`,
    month: dates({ month: "long", year: "numeric" }),
    shortMonth: dates({ month: "short", year: "numeric" }),
    day: (text) => mendDay(day(text)),
    moment: (ms) => mendDay(moment.format(ms)),
    listWithAnd: list("conjunction"),
    listWithOr: list("disjunction"),
  };
}

/** The sign that is as wide as the plus. */
function withMinus(number: string): string {
  return number.replace("-", "\u2212");
}
