import type {
  LevelSum,
  FormerTallies as StoredFormer,
  TerritoryScope,
} from "@palier/landlord-store";
import { parseContributionId } from "@palier/schema";
import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Loader } from "../request/loading.js";
import type { Answering } from "../viewer/audience.js";
import { Contribution, FormerTallies } from "./contribution.type.js";
import type { DueParts } from "./due-part.js";

/** What contributions are read by. */
export interface ContributionReading extends Answering {
  /** Null where the month is not closed. */
  readonly tallies: Loader<TerritoryScope, LevelSum[] | null>;
  readonly formerTallies: Loader<TerritoryScope, StoredFormer[]>;
}

/** Loads what the landlord brings to a territory for a month. */
export class ContributionReferences {
  constructor(private readonly parts: Pick<DueParts, "find">) {}

  /** Null for an id that is none of this landlord's contributions, whatever is wrong with it. */
  async resolve(
    { id }: { readonly id?: unknown },
    context: ContributionReading,
  ): Promise<Contribution | null> {
    const { tallies, conditions, access } = context;
    const part = this.parts.find(id, parseContributionId, conditions.contributions, context);
    if (part === null) return null;
    if ("absence" in part) {
      return { id: part.id, status: part.absence, tallies: null, scope: null };
    }
    const sums = await tallies.load(part.scope);
    access.addRows(sums?.length ?? 0);
    const status = sums === null ? "MONTH_NOT_CLOSED" : "ANSWERED";
    return { id: part.id, status, tallies: sums, scope: part.scope };
  }
}

/** What a contribution was before; read only when asked for, for totals need it rarely. */
@Resolver(() => Contribution)
export class FormerTalliesResolver {
  @FieldResolver(() => [FormerTallies], { nullable: true })
  async formers(
    @Root() { scope }: Contribution,
    @Ctx() { formerTallies, access }: ContributionReading,
  ): Promise<readonly FormerTallies[] | null> {
    if (scope === null) return null;
    const formers = await formerTallies.load(scope);
    access.addRows(formers.length);
    return formers;
  }
}
