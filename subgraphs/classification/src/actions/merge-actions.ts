import {
  type ActionPlace,
  type ActionSelection,
  type ActionStatus,
  actionCursor,
  actionStatuses,
  compareActionPlaces,
  landlordTypeNames,
} from "@palier/schema";
import { mergeItems, type PageInfo } from "../list/ordered-page.js";
import type { ActionCount, LandlordActions, PlannedAction } from "./read-action-pages.js";

/** One action of a page, with its place in the plan. */
export interface ActionEdge {
  readonly cursor: string;
  readonly node: {
    readonly id: string;
    readonly axis: number;
    readonly title: string | null;
    readonly status: ActionStatus;
    readonly dueDate: string | null;
    readonly responsibleParty: string | null;
    readonly partner: string | null;
    readonly changedOn: string | null;
  };
  /** References that the landlord resolves. */
  readonly site: SiteReference;
  readonly sites: readonly SiteReference[];
}

interface SiteReference {
  readonly __typename: string;
  readonly id: string;
}

/** A page of a territory's part of the action plan (Relay). */
export interface ActionList {
  readonly edges: readonly ActionEdge[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
  readonly counts: readonly ActionCount[];
}

/** The first actions of all landlords' pages together. */
export function mergeActions(
  paging: Pick<ActionSelection, "first" | "after">,
  pages: readonly LandlordActions[],
): ActionList {
  const actions = pages.flatMap((page) => page.actions);
  const merged = mergeItems(actions, paging, {
    placeOf: ({ place }: PlannedAction): ActionPlace => place,
    order: compareActionPlaces,
    edgeOf: actionEdge,
  });
  const counts = sumTallies(pages.flatMap(({ tallies }) => tallies));
  return { ...merged, counts, totalCount: counts.reduce((sum, count) => sum + count.actions, 0) };
}

/** By axis, then status from planned to abandoned; what does not occur is left out. */
function sumTallies(tallies: readonly ActionCount[]): ActionCount[] {
  const axes = [...new Set(tallies.map(({ axis }) => axis))].sort();
  return axes.flatMap((axis) =>
    actionStatuses.flatMap((status) => {
      const alike = tallies.filter((tally) => tally.axis === axis && tally.status === status);
      const actions = alike.reduce((sum, tally) => sum + tally.actions, 0);
      return actions === 0 ? [] : [{ axis, status, actions }];
    }),
  );
}

function actionEdge({ place, sites: ids, ...action }: PlannedAction) {
  const { id, dueDate, landlord } = place;
  const __typename = landlordTypeNames(landlord).site;
  const sites = ids.map((site) => ({ __typename, id: site }));
  const [site = { __typename, id: "" }] = sites;
  return { cursor: actionCursor(place), node: { id: String(id), dueDate, ...action }, site, sites };
}
