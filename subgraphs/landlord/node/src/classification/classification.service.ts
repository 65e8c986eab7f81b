import type { ClassificationRun, RunKey } from "@palier/landlord-store";
import {
  type Grid,
  type Month,
  type MonthNumber,
  type MonthRange,
  monthNumber,
  monthText,
  windowStart,
} from "@palier/schema";
import { type MonthArguments, requestedRange } from "../month/month-range.js";
import type { OfShownMonths, ShownMonths } from "../month/shown-months.js";
import type { Loader } from "../request/loading.js";
import type { Site } from "../site/site.type.js";
import { dwellingsIn, firstMonthOf, monthsOfSite } from "../site/site-months.js";
import type { Answering } from "../viewer/audience.js";
import type { Classification } from "./classification.type.js";

/**
 * A site's history unless told: three years, however many of their months are closed. At most as
 * long as a territory's trend, for each month brings its gates.
 */
const historyRule = { months: 36, atMost: 60 };

/** What classes of sites are read by. */
export interface ClassificationReading extends Answering, OfShownMonths {
  readonly runs: Loader<RunKey, ClassificationRun[]>;
}

/** The class of a site, month by month, from what the store holds. */
export class ClassificationService {
  constructor(private readonly grid: Grid) {}

  /** @param month The last shown one when absent. Null when it is not shown, or none of the site's. */
  async findAt(
    site: Site,
    month: Month | null | undefined,
    { shownMonths, runs, access }: ClassificationReading,
  ): Promise<Classification | null> {
    const shown = await shownMonths();
    const wanted = month ? monthNumber(month) : shown.months.at(-1);
    if (wanted === undefined || !shown.has(wanted)) return null;
    const range = monthsOfSite(site, { from: wanted, to: wanted });
    if (range === null) return null;
    const found = await runs.load({ siteId: site.siteId, ...range });
    access.addRows(found.length);
    return this.classifications(site, range, shown, found)[0] ?? null;
  }

  /**
   * Oldest first.
   *
   * @throws BadUserInputError for more than 60 months.
   */
  async findHistory(
    site: Site,
    asked: MonthArguments,
    { shownMonths, runs, access }: ClassificationReading,
  ): Promise<Classification[]> {
    const shown = await shownMonths();
    const range = monthsOfSite(site, requestedRange(shown, asked, historyRule));
    if (range === null) return [];
    const found = await runs.load({ siteId: site.siteId, ...range });
    access.addRows(found.length);
    return this.classifications(site, range, shown, found);
  }

  /** One entry a closed month of the range. */
  private classifications(
    site: Site,
    { from, to }: MonthRange,
    shown: ShownMonths,
    runs: readonly ClassificationRun[],
  ): Classification[] {
    const counted = { from: windowStart(this.grid, from), to };
    const { closed } = shown;
    const months = shown.months.filter((month) => from <= month && month <= to);
    return months.flatMap((month) => {
      const first = firstMonthOf(site, month);
      const hasLevel = closed.isClassified(month) && month >= closed.firstLevelSince(first);
      const standing = hasLevel ? runAt(runs, month) : undetermined;
      // Without a run the month was reopened after this request had read the closed months.
      if (standing === undefined) return [];
      const closedMonths = closed.countInWindow(month, first);
      const dwellings = dwellingsIn(site, month);
      const facts = { month: monthText(month), gridVersion: this.grid.version, closedMonths };
      return [{ site, monthNumber: month, counted, dwellings, ...facts, ...standing }];
    });
  }
}

type Standing = Pick<
  Classification,
  "status" | "level" | "computedLevel" | "heldLevel" | "since" | "decisionId"
>;

const undetermined: Standing = {
  status: "UNDETERMINED",
  level: null,
  computedLevel: null,
  heldLevel: null,
  since: null,
  decisionId: null,
};

function runAt(runs: readonly ClassificationRun[], month: MonthNumber): Standing | undefined {
  const run = runs.find(({ fromMonth, toMonth }) => fromMonth <= month && month <= toMonth);
  if (run === undefined) return undefined;
  const { level, computedLevel, heldLevel, decisionId } = run;
  const since = monthText(run.since);
  return { status: "CLASSIFIED", level, computedLevel, heldLevel, since, decisionId };
}
