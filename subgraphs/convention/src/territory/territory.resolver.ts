import {
  contributionId,
  isMonth,
  type Month,
  type Territory,
  type TerritoryKind,
} from "@palier/schema";
import type { PublishedMonths } from "../publication/published-months.js";
import type { RequestContext } from "../viewer/request-context.js";
import { expectedContribution, type TerritoryDirectory } from "./territory-directory.js";
import { ofIncidents, type TrendSpan, trendMonths } from "./trend-months.js";
import type { ViewerTerritories } from "./viewer-territories.js";

/** A territory in one published month: the object of `Territory`, `TrendPoint` and `MonthIncidents`. */
export interface TerritoryInMonth {
  readonly territory: Territory;
  readonly month: Month;
}

/** Territories, their months and who contributes to them. */
export class TerritoryResolver {
  constructor(
    private readonly territories: TerritoryDirectory,
    private readonly seen: ViewerTerritories,
    private readonly published: PublishedMonths,
  ) {}

  /** @throws BadUserInputError for a month that is not published. */
  one(
    code: string,
    month: string | null | undefined,
    context: RequestContext,
  ): TerritoryInMonth | null {
    const chosen = this.published.choose(month);
    const territory = this.seen.find(code, context);
    return territory && { territory, month: chosen };
  }

  /** @throws BadUserInputError for a month that is not published. */
  all(
    kind: TerritoryKind | null | undefined,
    month: string | null | undefined,
    context: RequestContext,
  ): TerritoryInMonth[] {
    const chosen = this.published.choose(month);
    return this.seen.all(kind, context).map((territory) => ({ territory, month: chosen }));
  }

  /** Those of these territories that exist for who asks, in the last published month; null while there is none. */
  lately(codes: readonly string[], context: RequestContext): TerritoryInMonth[] | null {
    const month = this.published.last();
    if (month === null) return null;
    return codes.flatMap((code) => {
      const territory = this.seen.find(code, context);
      return territory === null ? [] : [{ territory, month }];
    });
  }

  /** What the gateway's key stands for; null for a territory or month that is not there for who asks. */
  byKey(representation: unknown, context: RequestContext): TerritoryInMonth | null {
    if (!isKey(representation) || !this.published.holds(representation.month)) return null;
    return this.one(representation.code, representation.month, context);
  }

  communes({ territory }: TerritoryInMonth) {
    return territory.communes.map((code) => ({ code, name: this.territories.communeName(code) }));
  }

  contributions({ territory, month }: TerritoryInMonth) {
    return this.territories.expected(territory).map(({ landlord, types }) => ({
      __typename: types.contribution,
      id: contributionId({ landlord: landlord.slug, territory: territory.code, month }),
    }));
  }

  countContributions({ territory, month }: TerritoryInMonth) {
    return this.territories.expected(territory).map(({ landlord, types }) => ({
      __typename: types.countContribution,
      id: contributionId({ landlord: landlord.slug, territory: territory.code, month }),
    }));
  }

  expected({ territory, month }: TerritoryInMonth) {
    const due = this.territories.expected(territory);
    return due.map((landlord) => expectedContribution(landlord, territory.code, month));
  }

  trend({ territory, month }: TerritoryInMonth, span: TrendSpan): TerritoryInMonth[] {
    const months = trendMonths(this.published, month, span);
    return months.map((point) => ({ territory, month: point }));
  }

  incidentCounts({ territory, month }: TerritoryInMonth, span: TrendSpan): TerritoryInMonth[] {
    const months = trendMonths(this.published, month, span, ofIncidents);
    return months.map((counted) => ({ territory, month: counted }));
  }
}

function isKey(value: unknown): value is { code: string; month: Month } {
  if (typeof value !== "object" || value === null) return false;
  if (!("code" in value) || !("month" in value)) return false;
  return typeof value.code === "string" && isMonth(value.month);
}
