import type { FormerLevel, RunKey } from "@palier/landlord-store";
import { type Month, monthText } from "@palier/schema";
import { monthScalar } from "@palier/subgraph-kit";
import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { requestedRange } from "../month/month-range.js";
import type { OfShownMonths } from "../month/shown-months.js";
import type { Loader } from "../request/loading.js";
import { Site } from "../site/site.type.js";
import type { Answering } from "../viewer/audience.js";
import { LevelRestatement } from "./restatement.type.js";

const rule = { months: 36, atMost: 60 };

/** What former levels are read by. */
export interface RestatementReading extends Answering, OfShownMonths {
  readonly formerLevels: Loader<RunKey, FormerLevel[]>;
}

/** What was published of a site's levels. */
@Resolver(() => Site)
export class RestatementResolver {
  /** @throws BadUserInputError for more than 60 months. */
  @FieldResolver(() => [LevelRestatement], { nullable: true })
  async restatements(
    @Root() { siteId }: Site,
    @Ctx() { shownMonths, formerLevels, access }: RestatementReading,
    @Arg("from", () => monthScalar, { nullable: true }) from: Month | null | undefined,
    @Arg("to", () => monthScalar, { nullable: true }) to: Month | null | undefined,
  ): Promise<LevelRestatement[]> {
    const { published } = await shownMonths();
    // Of months that are open again, too.
    const months = published.from > published.to ? [] : [published.from, published.to];
    const range = requestedRange({ months }, { from, to }, rule);
    if (range === null) return [];
    const found = await formerLevels.load({ siteId, ...range });
    access.addRows(found.length);
    return found.map(({ month, level, restatedOn, reason }) => ({
      month: monthText(month),
      formerLevel: level === 0 ? null : level,
      restatedOn,
      reason,
    }));
  }
}
