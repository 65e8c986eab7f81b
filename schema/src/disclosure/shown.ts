import type { Grid, Level } from "../grid/grid.js";
import type { MonthNumber } from "../ground/month.js";
import type { Release, ReleasedLevel, ReleasedLine } from "./release.js";

/** A number is shown, is a true zero, or is not shown. */
export type CountStatus = "VALUE" | "ZERO" | "WITHHELD";

export interface ShownCount {
  readonly status: CountStatus;
  /** Null where it is withheld. */
  readonly count: number | null;
}

export interface ShownLine {
  readonly place: string;
  readonly month: MonthNumber;
  readonly family: string;
  readonly isRestated: boolean;
  readonly subtotal: ShownCount;
  /** The sites of the place that are not listed have a true zero. */
  readonly cells: readonly (ShownCount & { readonly site: string })[];
}

export interface ShownLevel {
  readonly site: string;
  readonly month: MonthNumber;
  /** The computed one. */
  readonly level: Level;
  readonly dwellings: number;
  readonly counted: readonly string[];
  /** In the grid's order; null where they are withheld. */
  readonly met: readonly boolean[] | null;
}

/** All of a release that readers who may not read small numbers are shown, and nothing else. */
export interface ShownRelease {
  readonly closedMonths: readonly MonthNumber[];
  /** Lines that are not listed are zero in all cells, or as an earlier release shows them. */
  readonly lines: readonly ShownLine[];
  readonly levels: readonly ShownLevel[];
}

export function shownOf(release: Release, grid: Grid): ShownRelease {
  return {
    closedMonths: release.closedMonths,
    lines: release.lines.map(shownLine),
    levels: release.levels.map((level) => shownLevel(level, grid)),
  };
}

function shownLine({ cells, isSubtotalWithheld, ...line }: ReleasedLine): ShownLine {
  const { place, month, family, isRestated } = line;
  const subtotal = cells.reduce((sum, { count }) => sum + count, 0);
  return {
    place,
    month,
    family,
    isRestated,
    subtotal: shownCount(subtotal, isSubtotalWithheld),
    cells: cells.map(({ site, count, isWithheld }) => ({
      site,
      ...shownCount(count, isWithheld),
    })),
  };
}

export function shownCount(count: number, isWithheld: boolean): ShownCount {
  if (isWithheld) return { status: "WITHHELD", count: null };
  return { status: count === 0 ? "ZERO" : "VALUE", count };
}

function shownLevel(level: ReleasedLevel, grid: Grid): ShownLevel {
  const { site, month, dwellings, counted, met, areGatesWithheld } = level;
  const highest = grid.gates.find((_, gate) => met[gate] === true);
  return {
    site,
    month,
    level: highest?.level ?? 1,
    dwellings,
    counted,
    met: areGatesWithheld ? null : met,
  };
}
