import { type ActionPageSelection, type PlanPage, planRank, siteId } from "@palier/landlord-store";
import { parseActionPageId } from "@palier/schema";
import type { DueParts } from "../contribution/due-part.js";
import type { Loader } from "../request/loading.js";
import type { Answering } from "../viewer/audience.js";
import type { ActionPage } from "./action-page.type.js";
import { toAction } from "./told-action.js";

/** What pages of the action plan are read by. */
export interface ActionPageReading extends Answering {
  readonly actionPages: Loader<ActionPageSelection, PlanPage>;
}

/** Loads the landlord's first actions of a selection. */
export class ActionPageReferences {
  constructor(
    private readonly slug: string,
    private readonly parts: Pick<DueParts, "find">,
  ) {}

  /** Null for an id that is none of this landlord's pages, whatever is wrong with it. */
  async resolve(
    { id }: { readonly id?: unknown },
    context: ActionPageReading,
  ): Promise<ActionPage | null> {
    const { actionPages, conditions, access } = context;
    const part = this.parts.find(id, parseActionPageId, conditions.actionPages, context);
    if (part === null) return null;
    if ("absence" in part) {
      return { id: part.id, status: part.absence, actions: null, tallies: null };
    }
    const { axis, first, after } = part.key;
    const page = await actionPages.load({
      part: part.scope.part,
      axis,
      // One more than asked for tells whether more follow.
      first: first + 1,
      after: after && planRank(after, this.slug),
    });
    const actions = page.actions.map((action) => {
      const sites = action.references.map((reference) => siteId(this.slug, reference));
      return { ...toAction(action), site: sites[0] ?? null, sites };
    });
    access.addRows(actions.length);
    access.addSites(new Set(actions.flatMap(({ sites }) => sites)));
    return { id: part.id, status: "ANSWERED", actions, tallies: page.tallies };
  }
}
