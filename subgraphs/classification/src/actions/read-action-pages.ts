import {
  type ActionPageKey,
  type ActionPlace,
  type ActionSelection,
  type ActionStatus,
  actionPageId,
  compareActionPlaces,
  isActionId,
  isActionStatus,
  isAxis,
  isDay,
  openStatuses,
} from "@palier/schema";
import { isRecord } from "@palier/service";
import { isCount, listOf } from "../border/guards.js";
import { isPage } from "../list/ordered-page.js";
import { type Disbelief, type LandlordPage, readPages } from "../list/read-pages.js";

/** An action as its landlord states it. */
export interface PlannedAction {
  readonly place: ActionPlace;
  /** Identifiers of its sites in the territory, one at least. */
  readonly sites: readonly string[];
  readonly axis: number;
  readonly title: string | null;
  readonly status: ActionStatus;
  readonly responsibleParty: string | null;
  /** Code. */
  readonly partner: string | null;
  /** ISO day. */
  readonly changedOn: string | null;
}

/** Actions on one axis that stand alike. */
export interface ActionCount {
  readonly axis: number;
  readonly status: ActionStatus;
  readonly actions: number;
}

/** What one landlord brings to a page of actions. */
export interface LandlordActions {
  /** In the order of the plan, after the cursor; at most one more than asked for. */
  readonly actions: readonly PlannedAction[];
  /** The whole selection, before paging. */
  readonly tallies: readonly ActionCount[];
}

/** @param representation An `ActionConnection` as the gateway sends it. */
export function readActionPages(
  selection: ActionSelection,
  representation: unknown,
): LandlordPage<LandlordActions>[] {
  const format = { pageType: "actionPage", pageId: actionPageId, readContent } as const;
  return readPages(format, selection, representation);
}

function readContent(
  given: Readonly<Record<string, unknown>>,
  key: ActionPageKey,
): LandlordActions | Disbelief {
  const actions = listOf(given.actions, (action) => readAction(key, action));
  const tallies = readTallies(key, given.tallies);
  if (actions === null || tallies === null) return "INVALID_ANSWER";
  const places = actions.map(({ place }) => place);
  if (!isPage(places, key, compareActionPlaces)) return "INVALID_ANSWER";
  // An action that stands at two places would be in order.
  if (new Set(places.map(({ id }) => id)).size < places.length) return "INVALID_ANSWER";
  return hasRoomFor(actions, tallies) ? { actions, tallies } : "INVALID_ANSWER";
}

function readAction({ landlord, axis: wanted }: ActionPageKey, value: unknown) {
  if (!isRecord(value)) return null;
  const { site, axis, status } = value;
  // Some gateways leave out what is null.
  const { title = null, dueDate = null, responsibleParty = null } = value;
  const { sites = null, partner = null, changedOn = null } = value;
  const id = typeof value.id === "string" ? Number(value.id) : null;
  if (!isActionId(id) || String(id) !== value.id) return null;
  const places: unknown = sites === null ? [site] : sites;
  if (!isSites(places, landlord) || places[0] !== site) return null;
  if (!isOnAxis(axis, wanted) || !isActionStatus(status)) return null;
  if (dueDate !== null && !isDay(dueDate)) return null;
  if (changedOn !== null && !isDay(changedOn)) return null;
  if (!isTextOrNull(title) || !isTextOrNull(responsibleParty) || !isTextOrNull(partner))
    return null;
  const place = { isOpen: openStatuses.includes(status), dueDate, landlord, id };
  return { place, sites: places, axis, title, status, responsibleParty, partner, changedOn };
}

function readTallies({ axis: wanted }: ActionPageKey, value: unknown): ActionCount[] | null {
  const tallies = listOf(value, (tally) => {
    if (!isRecord(tally)) return null;
    const { axis, status, actions } = tally;
    if (!isOnAxis(axis, wanted) || !isActionStatus(status)) return null;
    return isCount(actions) && actions > 0 ? { axis, status, actions } : null;
  });
  if (tallies === null) return null;
  const kinds = new Set(tallies.map(({ axis, status }) => `${axis} ${status}`));
  // All of them go into one total.
  const total = tallies.reduce((sum, { actions }) => sum + actions, 0);
  return kinds.size === tallies.length && isCount(total) ? tallies : null;
}

/** Whether a landlord counts at least the actions that it shows. */
function hasRoomFor(actions: readonly PlannedAction[], tallies: readonly ActionCount[]): boolean {
  return actions.every(({ axis, status }) => {
    const isAlike = (other: Pick<ActionCount, "axis" | "status">) =>
      other.axis === axis && other.status === status;
    const counted = tallies.find(isAlike)?.actions ?? 0;
    return actions.filter(isAlike).length <= counted;
  });
}

function isOnAxis(axis: unknown, wanted: number | null): axis is number {
  return isAxis(axis) && (wanted === null || axis === wanted);
}

/** At least one, each once; the graph shows fifty of an action. */
function isSites(value: unknown, landlord: string): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= 50 &&
    new Set(value).size === value.length &&
    value.every((site) => typeof site === "string" && site.startsWith(`${landlord}:`))
  );
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}
