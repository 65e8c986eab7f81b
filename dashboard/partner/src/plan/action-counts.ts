import type { ActionStatus } from "../generated/graphql";
import type { PlannedAction } from "./plan";

/** In the order in which tables and bars show them: what is behind comes first. */
export const statuses = ["DONE", "IN_PROGRESS", "PLANNED", "ABANDONED"] as const;

export const axes = [1, 2, 3, 4, 5] as const;
export type Axis = (typeof axes)[number];

export type StatusCounts = Readonly<Record<ActionStatus, number>>;

/** How the plan stands, by axis and in all. */
export interface PlanCounts {
  readonly byAxis: ReadonlyMap<number, StatusCounts>;
  readonly whole: StatusCounts;
}

/** As the graph and lists give it; what does not occur is absent. */
export interface CountedActions {
  readonly axis?: number | null;
  readonly status?: ActionStatus | null;
  readonly actions?: number | null;
}

export function countPlan(counts: readonly CountedActions[]): PlanCounts {
  const of = (chosen: readonly CountedActions[]) =>
    Object.fromEntries(
      statuses.map((status) => [
        status,
        chosen
          .filter((each) => each.status === status)
          .reduce((sum, { actions }) => sum + (actions ?? 0), 0),
      ]),
    ) as Record<ActionStatus, number>;
  return {
    byAxis: new Map(axes.map((axis) => [axis, of(counts.filter((each) => each.axis === axis))])),
    whole: of(counts),
  };
}

/** Each action counts for itself. */
export function countEach(actions: readonly PlannedAction[]): PlanCounts {
  return countPlan(actions.map(({ axis, status }) => ({ axis, status, actions: 1 })));
}

export function totalOf(counts: StatusCounts): number {
  return statuses.reduce((sum, status) => sum + counts[status], 0);
}
