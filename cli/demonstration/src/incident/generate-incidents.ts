import { type IncidentKind, incidentKinds } from "../category/categories.js";
import { climates, type Family } from "../course/climate.js";
import { followCourse } from "../course/course.js";
import type { DemonstrationIncident } from "../record/demonstration.js";
import type { Random } from "../record/random.js";
import type { GeneratedSite } from "../site/generate-sites.js";
import type { CalendarDay, CalendarMonth } from "./calendar.js";
import { describeIncident } from "./describe-incident.js";

/** An incident that has not been given a number yet. */
export type UnnumberedIncident = Omit<DemonstrationIncident, "reference">;

/** How much more or less than others of its kind a site records. */
const intensity = { least: 0.75, most: 1.3 };
const strayChanceAYear = 0.6;
const daysAMonth = 30.4;

const ofTrafficking = incidentKinds.filter(({ family }) => family === "TRAFFICKING");
const traffickings = new Set(ofTrafficking.map(({ category }) => category));
const drugDealing = kindOf("DRUG_DEALING");

/** What happens at one site over the months, day by day. */
export function generateIncidents(
  { site, course }: GeneratedSite,
  calendar: readonly CalendarMonth[],
  random: Random,
): UnnumberedIncident[] {
  const climateAt = followCourse(course, calendar[calendar.length - 1]?.month ?? 0, random);
  const ownIntensity = intensity.least + random.next() * (intensity.most - intensity.least);
  const incidents = calendar.flatMap((month) => {
    const { perMonth, size } = climates[climateAt(month.month)];
    const factor = ownIntensity * (size.constant + site.dwellings / size.divisor);
    const rateOf = (family: Family) => perMonth[family] * factor;
    const drawn = incidentsOfMonth(site.reference, month, rateOf, random);
    const isDealtAt = course.monthlyTrafficking && perMonth.TRAFFICKING > 0;
    if (!isDealtAt || drawn.some(({ category }) => traffickings.has(category))) return drawn;
    return [...drawn, incidentOn(random.pick(month.days), site.reference, drugDealing, random)];
  });
  const strays = course.strayTrafficking ? strayTrafficking(site.reference, calendar, random) : [];
  return [...incidents, ...strays];
}

/** @param rateOf Incidents a month by family, before the season. */
function incidentsOfMonth(
  site: string,
  month: CalendarMonth,
  rateOf: (family: Family) => number,
  random: Random,
): UnnumberedIncident[] {
  return incidentKinds.flatMap((kind) => {
    const season = kind.habit.season?.[month.ofYear - 1] ?? 1;
    const chanceADay = (rateOf(kind.family) * kind.share * season) / daysAMonth;
    if (chanceADay === 0) return [];
    return month.days
      .filter((day) => random.chance(chanceADay * dayFactor(kind, month, day)))
      .map((day) => incidentOn(day, site, kind, random));
  });
}

/** At most one fact in each twelve months from the first, so never in three months of any twelve. */
function strayTrafficking(
  site: string,
  calendar: readonly CalendarMonth[],
  random: Random,
): UnnumberedIncident[] {
  const incidents: UnnumberedIncident[] = [];
  for (let start = 0; start < calendar.length; start += 12) {
    if (!random.chance(strayChanceAYear)) continue;
    const { days } = random.pick(calendar.slice(start, start + 12));
    incidents.push(incidentOn(random.pick(days), site, drugDealing, random));
  }
  return incidents;
}

function kindOf(code: string): IncidentKind {
  const kind = incidentKinds.find(({ category }) => category === code);
  if (!kind) throw new Error(`No habit for ${code}`);
  return kind;
}

function incidentOn(
  { text }: CalendarDay,
  site: string,
  { category, habit }: IncidentKind,
  random: Random,
): UnnumberedIncident {
  return { site, day: text, category, ...describeIncident(habit, text, random) };
}

function dayFactor({ habit }: IncidentKind, { ofYear }: CalendarMonth, day: CalendarDay): number {
  if (habit.days === "WEEKEND") return weekendFactor(day.ofWeek);
  if (habit.days === "WORKDAY") return workdayFactor(day.ofWeek);
  if (habit.days === "FESTIVE") return festiveFactor(ofYear, day.ofMonth);
  return 1;
}

/** Within their months, fireworks and fires gather on a few days. */
function festiveFactor(monthOfYear: number, dayOfMonth: number): number {
  if (monthOfYear === 7) return dayOfMonth === 13 || dayOfMonth === 14 ? 7 : 0.6;
  if (monthOfYear === 12) return dayOfMonth === 31 ? 10 : dayOfMonth >= 24 ? 1.2 : 0.6;
  return 1;
}

/** Nights before days off; 0 is Sunday. */
function weekendFactor(dayOfWeek: number): number {
  return dayOfWeek === 5 || dayOfWeek === 6 ? 1.5 : dayOfWeek === 0 ? 1.1 : 0.78;
}

/** Found by the staff, who work on weekdays. */
function workdayFactor(dayOfWeek: number): number {
  return dayOfWeek === 0 ? 0.2 : dayOfWeek === 6 ? 0.6 : dayOfWeek === 1 ? 1.6 : 1.15;
}
