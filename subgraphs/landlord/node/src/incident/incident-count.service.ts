import {
  type CountKey,
  familyCounts,
  type MonthCounts,
  type ReleasedCount,
  type ReleasedMonth,
} from "@palier/landlord-store";
import {
  type Disclosure,
  type MonthNumber,
  type MonthRange,
  monthText,
  type Nomenclature,
} from "@palier/schema";
import { type MonthArguments, requestedRange } from "../month/month-range.js";
import type { OfShownMonths } from "../month/shown-months.js";
import type { Loader } from "../request/loading.js";
import type { Site } from "../site/site.type.js";
import { monthsOfSite } from "../site/site-months.js";
import type { Answering } from "../viewer/audience.js";
import { families } from "./family.type.js";
import type { IncidentCount } from "./incident-count.type.js";
import { releasedCount } from "./released-count.js";

const rangeRule = { months: 12, atMost: 36 };

/** What the counts of a site's months are read by. */
export interface CountReading extends Answering, OfShownMonths {
  readonly counts: Loader<CountKey, MonthCounts[]>;
  /** What was released of them to those who may not read small numbers. */
  readonly releasedCounts: Loader<CountKey, ReleasedMonth<ReleasedCount>[]>;
  /** Counts of months before it are purged. */
  readonly countsFrom: () => Promise<MonthNumber>;
}

/** A site's incidents by closed month and family. */
export class IncidentCountService {
  constructor(
    private readonly nomenclature: Nomenclature,
    private readonly disclosure: Pick<Disclosure, "threshold">,
  ) {}

  /**
   * Every family of every closed month asked for whose counts are kept, oldest month first. Where small
   * numbers are withheld what was recorded is not even read.
   *
   * @throws BadUserInputError for more than 36 months.
   */
  async findCounts(
    site: Site,
    asked: MonthArguments,
    context: CountReading,
  ): Promise<IncidentCount[] | null> {
    const { shownMonths, conditions } = context;
    if (conditions.counts === "NONE") return null;
    const shown = await shownMonths();
    const range = monthsOfSite(site, requestedRange(shown, asked, rangeRule));
    if (range === null) return [];
    if (isExact[conditions.counts]) return this.recorded(site, range, context);
    const from = Math.max(range.from, await context.countsFrom());
    const months = shown.months.filter((month) => from <= month && month <= range.to);
    return this.released(site, range, months, context);
  }

  private async recorded(
    site: Site,
    range: MonthRange,
    { counts, access }: CountReading,
  ): Promise<IncidentCount[]> {
    const months = await counts.load({ siteId: site.siteId, ...range });
    access.addRows(months.length);
    return months.flatMap((month) => {
      const found = familyCounts([month], this.nomenclature);
      return families.map((family) => {
        const count = found
          .filter((entry) => entry.family === family)
          .reduce((sum, { incidents }) => sum + incidents, 0);
        return {
          month: monthText(month.month),
          family,
          count,
          status: count > 0 ? "VALUE" : "ZERO",
        };
      });
    });
  }

  /** Of a month that is in no release all is withheld: a number is never guessed. */
  private async released(
    site: Site,
    range: MonthRange,
    months: readonly MonthNumber[],
    { releasedCounts, access }: CountReading,
  ): Promise<IncidentCount[]> {
    const released = await releasedCounts.load({ siteId: site.siteId, ...range });
    access.addRows(released.length);
    const byMonth = new Map(released.map((month) => [month.month, month]));
    return months.flatMap((month) =>
      families.map((family) => ({
        month: monthText(month),
        family,
        ...releasedCount(byMonth.get(month), family, this.disclosure.threshold),
      })),
    );
  }
}

const isExact = { ALL: true, SMALL_CELLS_WITHHELD: false } as const;
