/** How much more or less of a kind of incident each month brings, January first; 1 is the year's mean. */
export type Season = readonly number[];

/** Open windows and long evenings. */
export const summer: Season = [0.55, 0.55, 0.7, 0.9, 1.15, 1.5, 1.75, 1.5, 1.1, 0.85, 0.65, 0.6];
/** Spring clearing and removals, and again the removals of September. */
export const spring: Season = [0.65, 0.75, 1.35, 1.6, 1.5, 1.15, 0.95, 0.85, 1.15, 0.8, 0.65, 0.6];
/** Dark afternoons, and the weeks of absence in August. */
export const darkMonths: Season = [1.3, 1.15, 0.95, 0.8, 0.75, 0.75, 0.95, 1.1, 0.8, 1, 1.2, 1.25];
/** Around the national day and the turn of the year. */
export const fireworks: Season = [0.9, 0.5, 0.5, 0.6, 0.7, 0.9, 2.4, 0.8, 0.7, 0.9, 0.8, 1.9];
/** A little slack in August, a little more when days grow long. */
export const trade: Season = [0.95, 0.95, 1, 1.05, 1.05, 1.1, 1, 0.85, 1.05, 1.05, 1, 0.95];

/** Within their months, fireworks and fires gather on a few days. */
export function festiveFactor(monthOfYear: number, dayOfMonth: number): number {
  if (monthOfYear === 7) return dayOfMonth === 13 || dayOfMonth === 14 ? 7 : 0.6;
  if (monthOfYear === 12) return dayOfMonth === 31 ? 10 : dayOfMonth >= 24 ? 1.2 : 0.6;
  return 1;
}

/** Nights before days off; 0 is Sunday. */
export function weekendFactor(dayOfWeek: number): number {
  return dayOfWeek === 5 || dayOfWeek === 6 ? 1.5 : dayOfWeek === 0 ? 1.1 : 0.78;
}

/** Found by the staff, who work on weekdays. */
export function workdayFactor(dayOfWeek: number): number {
  return dayOfWeek === 0 ? 0.2 : dayOfWeek === 6 ? 0.6 : dayOfWeek === 1 ? 1.6 : 1.15;
}
