import type { LoggedCount } from "@palier/landlord-store";
import {
  type AccessOutcome,
  LandlordWithheldError,
  type Month,
  type MonthNumber,
  monthsBetween,
  monthText,
} from "@palier/schema";
import { monthScalar } from "@palier/subgraph-kit";
import { Ctx, FieldResolver, Resolver } from "type-graphql";
import type { Loader } from "../request/loading.js";
import type { Answering } from "../viewer/audience.js";
import { AccessCount, AccessRecord } from "./access-record.type.js";

/** What access records are read by. */
export interface AccessRecordReading extends Answering {
  /** Null for a month that is not over, or no longer kept whole. */
  readonly accessCounts: Loader<MonthNumber, readonly LoggedCount[] | null>;
}

interface CountedMonth {
  readonly month: Month;
  readonly counts: readonly LoggedCount[];
}

/** Months of which counts are given. */
const monthsTold = 12;

/** How often the landlord's node was asked: no month under way, so that nobody follows it as it happens. */
@Resolver(() => AccessRecord)
export class AccessRecordResolver {
  constructor(private readonly clock: () => Date) {}

  /** @throws LandlordWithheldError for a partner that the landlord has paused. */
  @FieldResolver(() => [monthScalar], { nullable: true })
  async months(@Ctx() context: AccessRecordReading): Promise<Month[]> {
    return (await this.#counted(context)).map(({ month }) => month);
  }

  /** @throws LandlordWithheldError for a partner that the landlord has paused. */
  @FieldResolver(() => [AccessCount], { nullable: true })
  async counts(@Ctx() context: AccessRecordReading): Promise<AccessCount[]> {
    const counts = (await this.#counted(context)).flatMap(countsOf);
    context.access.addRows(counts.length);
    return counts;
  }

  async #counted({ accessCounts, conditions }: AccessRecordReading): Promise<CountedMonth[]> {
    if (conditions.accessCounts === "WITHHELD") throw new LandlordWithheldError();
    const now = this.clock();
    const last = now.getUTCFullYear() * 12 + now.getUTCMonth() - 1;
    const months = monthsBetween(last - monthsTold + 1, last).toReversed();
    const found = await Promise.all(months.map((month) => accessCounts.load(month)));
    return months.flatMap((month, index) => {
      const counts = found[index];
      return counts ? [{ month: monthText(month), counts }] : [];
    });
  }
}

/** One a kind of partner that asked, in the log's order. */
function countsOf({ month, counts }: CountedMonth): AccessCount[] {
  const kinds = [...new Set(counts.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const sum = (...outcomes: readonly AccessOutcome[]) =>
      counts
        .filter((count) => count.kind === kind && outcomes.includes(count.outcome))
        .reduce((total, { operations }) => total + operations, 0);
    return {
      month,
      kind,
      operations: sum("GRANTED", "PARTLY_REFUSED", "REFUSED"),
      refused: sum("REFUSED"),
      partlyRefused: sum("PARTLY_REFUSED"),
    };
  });
}

/** Null for an id that is not the landlord's, whatever is wrong with it. */
export function accessRecord(slug: string, { id }: { readonly id?: unknown }): AccessRecord | null {
  return id === slug ? { id } : null;
}
