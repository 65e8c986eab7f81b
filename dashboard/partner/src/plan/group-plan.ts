import { axes } from "./action-counts";
import type { PlannedAction, PlanSite } from "./plan";

/** What the address may say after `group=`, besides nothing. */
export const groupings = ["site", "axis"] as const;
export type Grouping = (typeof groupings)[number];

export function readGrouping(text: string | null): Grouping | null {
  return groupings.find((grouping) => grouping === text) ?? null;
}

/** Actions that belong together, in the order in which they came. */
export interface PlanGroup {
  readonly key: string;
  /** Null where its actions tell none. */
  readonly axis: number | null;
  readonly site: PlanSite | null;
  readonly actions: readonly PlannedAction[];
}

/** By axis, or by site: an action of several sites stands with each of them. */
export function groupPlan(actions: readonly PlannedAction[], grouping: Grouping): PlanGroup[] {
  return grouping === "axis" ? byAxis(actions) : bySite(actions);
}

function byAxis(actions: readonly PlannedAction[]): PlanGroup[] {
  return [...axes, null]
    .map((axis) => ({
      ...{ key: `axis ${axis}`, axis, site: null },
      actions: actions.filter((action) => action.axis === axis),
    }))
    .filter((group) => group.actions.length > 0);
}

/** Sites in the order of their first action, so that what is late stands first. */
function bySite(actions: readonly PlannedAction[]): PlanGroup[] {
  const groups = new Map<string, { site: PlanSite | null; actions: PlannedAction[] }>();
  for (const action of actions) {
    const sites = action.sites.length === 0 ? [null] : action.sites;
    for (const site of sites) {
      const key = site?.id ?? "";
      const group = groups.get(key) ?? { site, actions: [] };
      group.actions.push(action);
      groups.set(key, group);
    }
  }
  return [...groups].map(([key, group]) => ({ key: `site ${key}`, axis: null, ...group }));
}
