/** The action plan has the axes 1 to 5. */
export const lastAxis = 5;

/** How far an action of the plan has come. */
export type ActionStatus = "PLANNED" | "IN_PROGRESS" | "DONE" | "ABANDONED";

/** Whether something is still to be done, by status. */
const isOpen: Readonly<Record<ActionStatus, boolean>> = {
  PLANNED: true,
  IN_PROGRESS: true,
  DONE: false,
  ABANDONED: false,
};

export const actionStatuses = Object.keys(isOpen) as readonly ActionStatus[];

export const openStatuses = actionStatuses.filter((status) => isOpen[status]);

export function isAxis(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= lastAxis;
}

export function isActionStatus(value: unknown): value is ActionStatus {
  return typeof value === "string" && Object.hasOwn(isOpen, value);
}
