import type {
  PatternPlace,
  PatternTimeBand,
  PatternWeekday,
  WhenAndWhereFragment,
} from "../generated/graphql";

/** As tables show them: what is not recorded last, apart from the others. */
export const timeBands: readonly PatternTimeBand[] = [
  "MORNING",
  "AFTERNOON",
  "EVENING",
  "NIGHT",
  "NOT_RECORDED",
];

export const weekdays: readonly PatternWeekday[] = [
  "MONDAY",
  "TUESDAY",
  "WEDNESDAY",
  "THURSDAY",
  "FRIDAY",
  "SATURDAY",
  "SUNDAY",
  "NOT_RECORDED",
];

export const places: readonly PatternPlace[] = [
  "ENTRANCE_HALL",
  "STAIRWELL",
  "BASEMENT",
  "CAR_PARK",
  "OUTDOORS",
  "ROOF",
  "SHARED_ROOM",
  "OTHER",
  "NOT_RECORDED",
];

/** When and where, of one site or of several together. */
export type Pattern = Pick<WhenAndWhereFragment, "incidents" | "times" | "places">;

/** One part of the day on one day of the week. */
export interface Time {
  readonly timeBand: PatternTimeBand;
  readonly weekday: PatternWeekday;
}

/** Null where the number is not there, which is no zero. */
export function incidentsAt({ times }: Pattern, { timeBand, weekday }: Time): number | null {
  const cell = times?.find((each) => each.timeBand === timeBand && each.weekday === weekday);
  return cell?.incidents ?? null;
}

export function incidentsIn({ places: cells }: Pattern, place: PatternPlace): number | null {
  return cells?.find((each) => each.place === place)?.incidents ?? null;
}

/** Of numbers of which none may be missing; null where one is. */
export function total(numbers: readonly (number | null)[]): number | null {
  return numbers.reduce((sum, each) => (sum === null || each === null ? null : sum + each), 0);
}

/** Several sites' patterns as one; what one lacks the whole lacks too. */
export function together(patterns: readonly Pattern[]): Pattern {
  return {
    incidents: total(patterns.map(({ incidents }) => incidents)),
    times: timeBands.flatMap((timeBand) =>
      weekdays.map((weekday) => ({
        ...{ timeBand, weekday },
        incidents: total(patterns.map((each) => incidentsAt(each, { timeBand, weekday }))),
      })),
    ),
    places: places.map((place) => ({
      place,
      incidents: total(patterns.map((each) => incidentsIn(each, place))),
    })),
  };
}

/** Recorded times with the most incidents, all of them where several have as many; none where nothing is recorded. */
export function busiestTimes(pattern: Pattern): readonly (Time & { readonly incidents: number })[] {
  const cells = timeBands.slice(0, -1).flatMap((timeBand) =>
    weekdays.slice(0, -1).map((weekday) => ({
      ...{ timeBand, weekday },
      incidents: incidentsAt(pattern, { timeBand, weekday }) ?? 0,
    })),
  );
  return most(cells);
}

/** Recorded places with the most incidents. */
export function busiestPlaces(
  pattern: Pattern,
): readonly { readonly place: PatternPlace; readonly incidents: number }[] {
  const cells = places.slice(0, -1);
  return most(cells.map((place) => ({ place, incidents: incidentsIn(pattern, place) ?? 0 })));
}

function most<Cell extends { readonly incidents: number }>(cells: readonly Cell[]): Cell[] {
  const largest = Math.max(0, ...cells.map(({ incidents }) => incidents));
  return largest === 0 ? [] : cells.filter(({ incidents }) => incidents === largest);
}

/** How dark a cell is, from 0 for nothing to 4: a hint beside the number, which stands in each. */
export function shadeOf(incidents: number | null, largest: number): number {
  if (incidents === null || incidents === 0) return 0;
  return Math.ceil((4 * incidents) / largest);
}
