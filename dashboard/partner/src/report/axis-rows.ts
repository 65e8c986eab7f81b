import type { ActionStatus } from "../generated/graphql";
import { type Axis, axes, type CountedActions } from "../plan/action-counts";

export interface ListedAction {
  readonly axis?: number | null;
  readonly status?: ActionStatus | null;
  readonly dueDate?: string | null;
}

/** One axis of the action plan in figures. */
export interface AxisRow {
  readonly axis: Axis;
  /** Planned or in progress. */
  readonly open: number;
  /** Open, and due by the end of the report's month. */
  readonly late: number;
  readonly done: number;
}

/**
 * @param listed First page of the plan, in the graph's order.
 * @param month The report's: late is what was due by its end, whatever the day the report is read.
 */
export function axisRows(
  counts: readonly CountedActions[],
  listed: readonly ListedAction[],
  month: string,
): AxisRow[] {
  return axes.map((axis) => {
    const count = (statuses: readonly ActionStatus[]) =>
      counts
        .filter((each) => each.axis === axis && each.status && statuses.includes(each.status))
        .reduce((sum, { actions }) => sum + (actions ?? 0), 0);
    return {
      axis,
      open: count(openStatuses),
      late: listed.filter((each) => each.axis === axis && isLate(each, month)).length,
      done: count(["DONE"]),
    };
  });
}

/** Whether late actions may follow after the page: its last one is late itself. */
export function mayHideLateOnes(
  listed: readonly ListedAction[],
  hasNextPage: boolean,
  month: string,
): boolean {
  const last = listed.at(-1);
  return hasNextPage && last !== undefined && isLate(last, month);
}

const openStatuses: readonly ActionStatus[] = ["PLANNED", "IN_PROGRESS"];

function isLate({ status, dueDate }: ListedAction, month: string): boolean {
  if (status == null || dueDate == null) return false;
  return openStatuses.includes(status) && dueDate.slice(0, month.length) <= month;
}
