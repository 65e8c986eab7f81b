import type { ActionAtSite } from "@palier/landlord-store";
import { BadUserInputError, isAxis, lastAxis } from "@palier/schema";
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Loader } from "../request/loading.js";
import { Site } from "../site/site.type.js";
import type { Answering } from "../viewer/audience.js";
import { Action } from "./action.type.js";
import { toAction } from "./told-action.js";

/** What a site's actions are read by. */
export interface ActionReading extends Answering {
  /** By the number of the site. */
  readonly actions: Loader<number, ActionAtSite[]>;
}

/** A site's part of the action plan. */
@Resolver(() => Site)
export class ActionResolver {
  @FieldResolver(() => [Action], { nullable: true })
  async actions(
    @Root() { siteId }: Site,
    @Ctx() { actions, access }: ActionReading,
    @Arg("axis", () => Int, { nullable: true }) axis: number | null | undefined,
  ): Promise<Action[]> {
    if (axis != null && !isAxis(axis)) {
      throw new BadUserInputError(`axis is ${axis}; the action plan has the axes 1 to ${lastAxis}`);
    }
    const rows = await actions.load(siteId);
    const shown = rows.filter((row) => axis == null || row.axis === axis);
    access.addRows(shown.length);
    return shown.map(toAction);
  }
}
