import { type CountKey, type FrozenGateKey, familyCounts } from "@palier/landlord-store";
import {
  ClosedMonths,
  type Grid,
  type MonthNumber,
  type Nomenclature,
  reasonsAt,
  reasonsFrom,
  type SiteHistory,
} from "@palier/schema";
import { isFamily } from "../incident/family.type.js";
import type { CountReading } from "../incident/incident-count.service.js";
import type { Loader } from "../request/loading.js";
import type { Memo } from "../request/memo.js";
import { dwellingsIn, firstMonthOf, partsIn } from "../site/site-months.js";
import type { Answering } from "../viewer/audience.js";
import { showsObserved } from "../viewer/row-conditions.js";
import type { Classification } from "./classification.type.js";
import type { Gate } from "./gate.type.js";

/** A site as the gates of all months of one range see it; shared by what one request asks of it. */
export interface CountedSite {
  readonly history: SiteHistory;
  readonly closed: ClosedMonths;
}

/** The gates of one site in one month. */
export interface FoundGates {
  readonly gates: Gate[];
  /** Months whose counts they rest on. */
  readonly countedMonths: number;
}

/** What the gates of a class are read by. */
export interface GateReading extends Answering, Pick<CountReading, "counts"> {
  /** By site, range of months, dwellings and number of parts, what its gates look at. */
  readonly countedSites: Memo<Promise<CountedSite>>;
  /** By site and month. */
  readonly gates: Memo<Promise<FoundGates>>;
  /** What was observed where counts are purged. */
  readonly frozenGates: Loader<FrozenGateKey, readonly number[] | null>;
  /** Months of a site of which readers of gates without values are not told which are met. */
  readonly withheldGates: Loader<CountKey, readonly MonthNumber[]>;
}

/** The reasons of a computed level, from the counts of its window. */
export class GateService {
  constructor(
    private readonly grid: Grid,
    private readonly nomenclature: Nomenclature,
  ) {}

  /** The highest level first; none where the month has no level, null where reasons are hidden. */
  async findGates(classification: Classification, context: GateReading): Promise<Gate[] | null> {
    if (context.conditions.reasons === "NONE") return null;
    if (classification.status !== "CLASSIFIED") return [];
    const { site, monthNumber } = classification;
    const { gates, countedMonths } = await context.gates.get(`${site.siteId}/${monthNumber}`, () =>
      this.gatesOf(classification, context),
    );
    context.access.addRows(countedMonths);
    return gates;
  }

  private async gatesOf(
    { site, monthNumber, counted, closedMonths }: Classification,
    context: GateReading,
  ): Promise<FoundGates> {
    const dwellings = dwellingsIn(site, monthNumber);
    const parts = partsIn(site, monthNumber);
    const from = Math.max(counted.from, firstMonthOf(site, monthNumber));
    const range = `${site.siteId}/${from}/${counted.to}/${dwellings}/${parts.length}`;
    const { history, closed } = await context.countedSites.get(range, async () => {
      const counts = await Promise.all(
        [site.siteId, ...parts].map((siteId) =>
          context.counts.load({ siteId, from, to: counted.to }),
        ),
      );
      const closedMonths = (counts[0] ?? []).map(({ month }) => month);
      const incidents = familyCounts(counts.flat(), this.nomenclature);
      return {
        history: { dwellings, incidents, closedMonths },
        closed: new ClosedMonths(closedMonths, this.grid),
      };
    });
    const isShown = showsObserved[context.conditions.reasons];
    const countedMonths = closed.countInWindow(monthNumber);
    // Of some of its months the counts are purged, or a month was reopened meanwhile.
    const observed =
      countedMonths < (closedMonths ?? 0)
        ? await context.frozenGates.load({ siteId: site.siteId, month: monthNumber })
        : null;
    const reasons =
      observed === null
        ? reasonsAt(history, monthNumber, this.grid)
        : reasonsFrom(observed, dwellings, this.grid);
    // With its counts, they would give a small number of an earlier month back.
    const isWithheld =
      !isShown &&
      (await context.withheldGates.load({ siteId: site.siteId, ...counted })).includes(monthNumber);
    const gates = reasons.map(({ level, met, conditions }) => ({
      level,
      met: isWithheld ? null : met,
      conditions: conditions.map((condition) => ({
        ...condition,
        families: condition.families.filter(isFamily),
        ...(isShown ? {} : { observed: null, met: null }),
      })),
    }));
    return { gates, countedMonths };
  }
}
