import type { MonthNumber } from "@palier/schema";
import type { Random } from "../record/random.js";
import type { Climate } from "./climate.js";

/** A way that sites go over the months: climates that follow each other. */
export interface Course {
  readonly first: Climate;
  readonly turns: readonly Turn[];
  /** Now and then a single fact of trafficking that never becomes a dealing point. */
  readonly strayTrafficking: boolean;
  /** While it is dealt at, a fact of trafficking at least each month: the month of its level is sure. */
  readonly monthlyTrafficking: boolean;
}

/** The month a climate sets in, drawn between the two, counted back from the last month. */
export interface Turn {
  readonly to: Climate;
  readonly mostMonthsAgo: number;
  readonly leastMonthsAgo: number;
}

/** The climate of one site in a month. */
export type ClimateAt = (month: MonthNumber) => Climate;

/** Settles for one site when its climates set in. */
export function followCourse(course: Course, lastMonth: MonthNumber, random: Random): ClimateAt {
  const settled = course.turns.map(({ to, mostMonthsAgo, leastMonthsAgo }) => ({
    to,
    from: lastMonth - random.integer(leastMonthsAgo, mostMonthsAgo),
  }));
  return (month) => settled.findLast(({ from }) => from <= month)?.to ?? course.first;
}

function course(first: Climate, ...turns: (readonly [Climate, number, number])[]): Course {
  return {
    first,
    turns: turns.map(([to, mostMonthsAgo, leastMonthsAgo]) => ({
      to,
      mostMonthsAgo,
      leastMonthsAgo,
    })),
    strayTrafficking: false,
    monthlyTrafficking: false,
  };
}

/** Level 3 from that month on: its third month of trafficking. */
function opened(monthsAgo: number): Course {
  const since = monthsAgo + 2;
  return {
    ...course("INCIVILITIES", ["DEALING_POINT", since, since]),
    monthlyTrafficking: true,
  };
}

/** Out of level 3 from that month on: the third with fewer than three months of trafficking in twelve. */
function closed(monthsAgo: number): Course {
  const until = monthsAgo + 11;
  return {
    ...course("DEALING_POINT", ["INCIVILITIES", until, until]),
    monthlyTrafficking: true,
  };
}

const dealingPoint = course("DEALING_POINT");
const installed = course("INSTALLED_DELINQUENCY");
const newDealingPoint = course("INCIVILITIES", ["DEALING_POINT", 26, 9]);
const hardening = course("DEALING_POINT", ["INSTALLED_DELINQUENCY", 24, 12]);
const hardeningLately = course("DEALING_POINT", ["INSTALLED_DELINQUENCY", 9, 4]);
const easing = course("INSTALLED_DELINQUENCY", ["DEALING_POINT", 22, 16]);
const easingLately = course("INSTALLED_DELINQUENCY", ["DEALING_POINT", 14, 11]);
const fromQuietToInstalled = course(
  "QUIET",
  ["INCIVILITIES", 33, 30],
  ["DEALING_POINT", 24, 20],
  ["INSTALLED_DELINQUENCY", 13, 10],
);

/** Courses of the hard sites, in turn: each is a dealing point or worse, for long or for sure. */
export const hardCourses: readonly Course[] = [
  dealingPoint,
  newDealingPoint,
  installed,
  dealingPoint,
  hardening,
  opened(0),
  dealingPoint,
  newDealingPoint,
  easingLately,
  dealingPoint,
  fromQuietToInstalled,
  opened(4),
  dealingPoint,
  easing,
  newDealingPoint,
  hardeningLately,
  dealingPoint,
  installed,
  opened(2),
  dealingPoint,
  hardening,
  opened(10),
  dealingPoint,
  installed,
  fromQuietToInstalled,
  opened(7),
  dealingPoint,
  hardeningLately,
];

const calmed = course("DEALING_POINT", ["INCIVILITIES", 29, 12]);
const defused = course(
  "INSTALLED_DELINQUENCY",
  ["DEALING_POINT", 28, 24],
  ["INCIVILITIES", 19, 13],
  ["QUIET", 7, 4],
);

/** Courses of sites that were hard and are no longer, in turn. */
export const recoveredCourses: readonly Course[] = [
  closed(0),
  calmed,
  closed(5),
  defused,
  closed(8),
  calmed,
  closed(1),
  defused,
  closed(3),
  calmed,
  closed(9),
  defused,
];

export const quiet = course("QUIET");
const incivilities = course("INCIVILITIES");
const incivilitiesWithStrays = { ...incivilities, strayTrafficking: true };
const turningBad = course("QUIET", ["INCIVILITIES", 26, 4]);
const turningGood = course("INCIVILITIES", ["QUIET", 28, 8]);
const flaringUp = course("QUIET", ["INCIVILITIES", 30, 14], ["QUIET", 13, 9]);
const returning = course("INCIVILITIES", ["QUIET", 28, 18], ["INCIVILITIES", 12, 3]);

/** Courses of all other sites that are not quiet throughout, with how often each occurs. */
export const restlessCourses: readonly { readonly course: Course; readonly weight: number }[] = [
  { course: incivilities, weight: 6 },
  { course: incivilitiesWithStrays, weight: 4 },
  { course: turningBad, weight: 4 },
  { course: turningGood, weight: 4 },
  { course: flaringUp, weight: 3 },
  { course: returning, weight: 3 },
];
