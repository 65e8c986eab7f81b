import { type CountKey, familyCounts, type MonthCounts } from "@palier/landlord-store";
import { type MonthNumber, monthText, type Nomenclature } from "@palier/schema";
import { type MonthArguments, requestedRange } from "../month/month-range.js";
import type { OfShownMonths } from "../month/shown-months.js";
import type { Loader } from "../request/loading.js";
import type { Site } from "../site/site.type.js";
import { monthsOfSite } from "../site/site-months.js";
import type { Answering } from "../viewer/audience.js";
import { families } from "./family.type.js";
import type { IncidentCount } from "./incident-count.type.js";

const rangeRule = { months: 12, atMost: 36 };

/** What the counts of a site's months are read by. */
export interface CountReading extends Answering, OfShownMonths {
  readonly counts: Loader<CountKey, MonthCounts[]>;
  /** Counts of months before it are purged. */
  readonly countsFrom: () => Promise<MonthNumber>;
}

/** A site's incidents by closed month and family. */
export class IncidentCountService {
  constructor(private readonly nomenclature: Nomenclature) {}

  /**
   * Every family of every closed month asked for whose counts are kept, oldest month first. Where counts
   * are withheld they are not even read: zeros look like all others.
   *
   * @throws BadUserInputError for more than 36 months.
   */
  async findCounts(
    site: Site,
    asked: MonthArguments,
    { shownMonths, counts, countsFrom, conditions, access }: CountReading,
  ): Promise<IncidentCount[] | null> {
    if (conditions.counts === "NONE") return null;
    const shown = await shownMonths();
    const range = monthsOfSite(site, requestedRange(shown, asked, rangeRule));
    if (range === null) return [];
    if (!showsNumbers[conditions.counts]) {
      const from = Math.max(range.from, await countsFrom());
      const months = shown.months.filter((month) => from <= month && month <= range.to);
      return months.flatMap(withheldCounts);
    }
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
}

/** Until disclosure control can tell which cells may be shown: none of them, true zeros neither. */
const showsNumbers = { ALL: true, SMALL_CELLS_WITHHELD: false } as const;

function withheldCounts(month: MonthNumber): IncidentCount[] {
  const cell = { month: monthText(month), count: null, status: "WITHHELD" } as const;
  return families.map((family) => ({ ...cell, family }));
}
