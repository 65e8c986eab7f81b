import type {
  LevelSum,
  ReleasedMonth,
  ReleasedSubtotal,
  TerritoryCountKey,
  TerritoryMonthCounts,
  TerritoryScope,
} from "@palier/landlord-store";
import {
  type Disclosure,
  familyOf,
  type Month,
  type Nomenclature,
  parseContributionId,
  type ShownTotal,
  totalOf,
} from "@palier/schema";
import { families } from "../incident/family.type.js";
import { releasedCounts } from "../incident/released-count.js";
import type { OfShownMonths } from "../month/shown-months.js";
import type { Loader } from "../request/loading.js";
import type { Memo } from "../request/memo.js";
import type { Answering } from "../viewer/audience.js";
import type { CountContribution } from "./count-contribution.type.js";
import { countedRange, countTallies, type ShownMonth } from "./count-sums.js";
import type { DueParts } from "./due-part.js";

/** What contributions to a territory's incidents are read by. */
export interface CountContributionReading extends Answering, OfShownMonths {
  /** Null where the month is not closed. */
  readonly tallies: Loader<TerritoryScope, LevelSum[] | null>;
  readonly territoryCounts: Loader<TerritoryCountKey, TerritoryMonthCounts[]>;
  /** What was released of the places of a territory to those who may not read small numbers. */
  readonly releasedSubtotals: Loader<TerritoryCountKey, ReleasedMonth<ReleasedSubtotal>[]>;
  /** What is shown of a month of a territory: it is in the sums of many contributions. */
  readonly countedMonths: Memo<ShownMonth>;
}

/** Loads what the landlord brings to a territory's incidents in a month, and in the two years that end there. */
export class CountContributionReferences {
  constructor(
    private readonly parts: Pick<DueParts, "find">,
    private readonly nomenclature: Nomenclature,
    private readonly disclosure: Pick<Disclosure, "threshold">,
  ) {}

  /** Null for an id that is none of this landlord's contributions, whatever is wrong with it. */
  async resolve(
    { id }: { readonly id?: unknown },
    context: CountContributionReading,
  ): Promise<CountContribution | null> {
    const { tallies, conditions, access } = context;
    const part = this.parts.find(id, parseContributionId, conditions.countContributions, context);
    if (part === null) return null;
    const none = { id: part.id, dwellings: null, counts: null };
    if ("absence" in part) return { ...none, status: part.absence };
    const [sums, months] = await Promise.all([
      tallies.load(part.scope),
      this.monthsOf(part.scope, part.key.month, context),
    ]);
    if (sums === null) return { ...none, status: "MONTH_NOT_CLOSED" };
    access.addRows(months.length);
    return {
      id: part.id,
      status: "ANSWERED",
      dwellings: sums.reduce((all, { dwellings }) => all + dwellings, 0),
      counts: countTallies(part.key.month, months),
    };
  }

  /** The months that are shown, each with what of its counts is. */
  private async monthsOf(
    { part }: TerritoryScope,
    month: Month,
    context: CountContributionReading,
  ): Promise<ShownMonth[]> {
    const key = { part, ...countedRange(month) };
    const place = JSON.stringify(part);
    const summed = <Found extends { readonly month: number }>(
      found: readonly Found[],
      sum: (of: Found) => ShownMonth,
    ) => found.map((of) => context.countedMonths.get(`${of.month} ${place}`, () => sum(of)));
    const [shown, months] = await Promise.all([
      context.shownMonths(),
      context.conditions.areCountsExact
        ? context.territoryCounts.load(key).then((found) => summed(found, this.recorded.bind(this)))
        : context.releasedSubtotals
            .load(key)
            .then((found) => summed(found, this.released.bind(this))),
    ]);
    return months.filter((each) => shown.has(each.month));
  }

  private recorded({ month, incidents }: TerritoryMonthCounts): ShownMonth {
    const sums = new Map<string, number>();
    for (const [category, count] of Object.entries(incidents)) {
      const family = familyOf(this.nomenclature, category);
      if (family !== undefined) sums.set(family, (sums.get(family) ?? 0) + count);
    }
    return shownMonth(month, (family) => {
      const count = sums.get(family) ?? 0;
      return { status: count > 0 ? "VALUE" : "ZERO", count, isPartial: false };
    });
  }

  private released(month: ReleasedMonth<ReleasedSubtotal>): ShownMonth {
    return shownMonth(month.month, (family) => {
      const subtotals = releasedCounts(month, family, this.disclosure.threshold);
      return subtotals === null ? undefined : totalOf(subtotals, true);
    });
  }
}

function shownMonth(
  month: ShownMonth["month"],
  totalIn: (family: (typeof families)[number]) => ShownTotal | undefined,
): ShownMonth {
  return { month, totals: Object.fromEntries(families.map((each) => [each, totalIn(each)])) };
}
