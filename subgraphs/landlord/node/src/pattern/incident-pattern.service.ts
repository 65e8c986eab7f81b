import type { PatternKey, PatternRow, StoredPattern } from "@palier/landlord-store";
import {
  firstDay,
  type MonthNumber,
  type MonthRange,
  monthText,
  type Nomenclature,
} from "@palier/schema";
import { type Family, families, isFamily } from "../incident/family.type.js";
import { categoriesOf, tellsOfIncidents } from "../incident/incident.service.js";
import { type MonthArguments, requestedRange } from "../month/month-range.js";
import type { OfShownMonths } from "../month/shown-months.js";
import type { Loader } from "../request/loading.js";
import type { Site } from "../site/site.type.js";
import { monthsOfSite } from "../site/site-months.js";
import type { Answering } from "../viewer/audience.js";
import {
  type IncidentPattern,
  PatternPlace,
  PatternTimeBand,
  PatternWeekday,
} from "./incident-pattern.type.js";

const rangeRule = { months: 12, atMost: 36 };

const timeBands = Object.values(PatternTimeBand);
const weekdays = Object.values(PatternWeekday);
const places = Object.values(PatternPlace);

/** Which incidents are counted. */
export interface PatternArguments extends MonthArguments {
  readonly family?: Family | null;
}

/** What the patterns of a site's incidents are read by. */
export interface PatternReading extends Answering, OfShownMonths {
  readonly patterns: Loader<PatternKey, StoredPattern>;
}

/** When and where a site's incidents of closed months took place. */
export class IncidentPatternService {
  constructor(private readonly nomenclature: Nomenclature) {}

  /**
   * Null where a list of the incidents would be.
   *
   * @throws BadUserInputError for more than 36 months.
   */
  async findPattern(
    site: Site,
    asked: PatternArguments,
    { shownMonths, patterns, conditions, access }: PatternReading,
  ): Promise<IncidentPattern | null> {
    if (!tellsOfIncidents(site, conditions)) return null;
    const { family = null } = asked;
    const shown = await shownMonths();
    const range = monthsOfSite(site, requestedRange(shown, asked, rangeRule));
    const { keptFrom, rows } =
      range === null
        ? nothing
        : await patterns.load({
            siteId: site.siteId,
            from: firstDay(range.from),
            before: firstDay(range.to + 1),
            categories: family === null ? null : categoriesOf(family, this.nomenclature),
          });
    const months = shown.months.filter((month) => keptFrom <= month && isWithin(month, range));
    const counted = rows.filter(({ by }) => by === "CATEGORY");
    const incidents = total(counted);
    access.addRows(incidents);
    return {
      incidents,
      months: months.map((month) => ({
        month: monthText(month),
        incidents: total(rows.filter((row) => row.by === "MONTH" && row.month === month)),
      })),
      times: timeBands.flatMap((timeBand) =>
        weekdays.map((weekday) => ({
          timeBand,
          weekday,
          incidents: total(rows.filter((row) => isOfTime(row, timeBand, weekday))),
        })),
      ),
      places: places.map((place) => ({
        place,
        incidents: total(
          rows.filter((row) => row.by === "PLACE" && recorded(PatternPlace, row.place) === place),
        ),
      })),
      families: families
        .filter((each) => family === null || each === family)
        .map((each) => ({
          family: each,
          incidents: total(counted.filter((row) => this.familyOf(row) === each)),
        })),
    };
  }

  private familyOf(row: PatternRow): Family | null {
    if (row.by !== "CATEGORY") return null;
    const family = this.nomenclature.categories.get(row.category)?.family;
    return isFamily(family) ? family : null;
  }
}

const nothing: StoredPattern = { keptFrom: 0, rows: [] };

function isWithin(month: MonthNumber, range: MonthRange | null): boolean {
  return range !== null && range.from <= month && month <= range.to;
}

function isOfTime(row: PatternRow, timeBand: PatternTimeBand, weekday: PatternWeekday): boolean {
  if (row.by !== "TIME") return false;
  const found = row.weekday === null ? PatternWeekday.NOT_RECORDED : weekdays[row.weekday - 1];
  return recorded(PatternTimeBand, row.timeBand) === timeBand && found === weekday;
}

/** A stored text that the contract has no name for is told of no incident either. */
function recorded<Name extends string>(
  names: { readonly [N in Name | "NOT_RECORDED"]: N },
  text: string | null,
): Name | "NOT_RECORDED" {
  return text !== null && Object.hasOwn(names, text) ? (text as Name) : "NOT_RECORDED";
}

function total(rows: readonly PatternRow[]): number {
  return rows.reduce((sum, { incidents }) => sum + incidents, 0);
}
