import type { MeasuredMonth } from "./change";
import {
  findingOf,
  hardLevels,
  isPartial,
  type LevelFigures,
  type Total,
  totalOf,
} from "./figures";

/** One month of the trend, ready to draw. */
export interface TrendMonth {
  readonly month: string;
  /** Null where there are no figures. */
  readonly levels: readonly LevelFigures[] | null;
  /** Levels 3 and 4; null where no site has a level. */
  readonly hard: Total | null;
  /** Some landlord expected is not in it. */
  readonly isPartial: boolean;
  readonly answered: number | null;
  readonly expected: number | null;
}

export function trendMonths(
  trend: readonly MeasuredMonth[],
  landlord: string | null,
): TrendMonth[] {
  return trend.map((point) => {
    const finding = findingOf(point, landlord);
    const hasLevels = finding.kind === "levels" || finding.kind === "undetermined";
    return {
      month: point.month,
      levels: hasLevels ? finding.levels : null,
      hard: finding.kind === "levels" ? totalOf(finding.levels, hardLevels) : null,
      isPartial: landlord === null && isPartial(point),
      answered: point.coverage?.landlordsAnswered ?? null,
      expected: point.coverage?.landlordsExpected ?? null,
    };
  });
}

/** The highest and the lowest share of a trend, the first of equals; null when no month has one. */
export function extremesOf(months: readonly TrendMonth[]) {
  const shares = months.flatMap(({ month, hard }) =>
    hard?.share == null ? [] : [{ month, share: hard.share }],
  );
  const [first] = shares;
  const last = shares.at(-1);
  if (first === undefined || last === undefined) return null;
  const most = shares.reduce((best, each) => (each.share > best.share ? each : best));
  const least = shares.reduce((best, each) => (each.share < best.share ? each : best));
  return { first, last, most, least };
}
