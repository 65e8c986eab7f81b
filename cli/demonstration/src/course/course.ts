import type { MonthNumber } from "@palier/schema";
import type { Random } from "../record/random.js";
import type { Climate } from "./climate.js";

/** A way that sites go over the months: climates that follow each other. */
export interface Course {
  readonly first: Climate;
  readonly turns: readonly Turn[];
  /** Now and then a single fact of trafficking that never becomes a dealing point. */
  readonly strayTrafficking: boolean;
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
  };
}

const dealingPoint = course("DEALING_POINT");
const installed = course("INSTALLED_DELINQUENCY");
const newDealingPoint = course("INCIVILITIES", ["DEALING_POINT", 26, 9]);
const hardening = course("DEALING_POINT", ["INSTALLED_DELINQUENCY", 24, 12]);
const easing = course("INSTALLED_DELINQUENCY", ["DEALING_POINT", 22, 16]);
const fromQuietToInstalled = course(
  "QUIET",
  ["INCIVILITIES", 33, 30],
  ["DEALING_POINT", 24, 20],
  ["INSTALLED_DELINQUENCY", 13, 10],
);

/** Courses of the hard sites, in turn: each is a dealing point or worse for the last nine months at least. */
export const hardCourses: readonly Course[] = [
  dealingPoint,
  newDealingPoint,
  installed,
  dealingPoint,
  hardening,
  dealingPoint,
  newDealingPoint,
  dealingPoint,
  fromQuietToInstalled,
  dealingPoint,
  easing,
  newDealingPoint,
  dealingPoint,
  installed,
];

const calmed = course("DEALING_POINT", ["INCIVILITIES", 29, 12]);
const defused = course(
  "INSTALLED_DELINQUENCY",
  ["DEALING_POINT", 28, 24],
  ["INCIVILITIES", 19, 13],
  ["QUIET", 7, 4],
);

/** Courses of sites that were hard and are no longer, in turn. */
export const recoveredCourses: readonly Course[] = [calmed, defused];

export const quiet = course("QUIET");
const incivilities = course("INCIVILITIES");
const incivilitiesWithStrays = { ...incivilities, strayTrafficking: true };
const turningBad = course("QUIET", ["INCIVILITIES", 26, 6]);
const turningGood = course("INCIVILITIES", ["QUIET", 28, 12]);

/** Courses of all other sites that are not quiet throughout, with how often each occurs. */
export const restlessCourses: readonly { readonly course: Course; readonly weight: number }[] = [
  { course: incivilities, weight: 7 },
  { course: incivilitiesWithStrays, weight: 5 },
  { course: turningBad, weight: 4 },
  { course: turningGood, weight: 4 },
];
