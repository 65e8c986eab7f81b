import type { ActionStatus } from "../../generated/graphql";
import { daysLate, isOpen } from "../../plan/due";

export interface DatedAction {
  readonly axis: number | null;
  readonly status: ActionStatus | null;
  readonly dueDate: string | null;
}

/** Late ones first, then by axis; within an axis what is open first, by due date, undated ones last. */
export function inOrder<Action extends DatedAction>(
  actions: readonly Action[],
  today: string,
): Action[] {
  const rank = (action: DatedAction) => (daysLate(action, today) > 0 ? 0 : 1);
  const closed = (action: DatedAction) => (isOpen(action) ? 0 : 1);
  const due = ({ dueDate }: DatedAction) => dueDate ?? "9999-12-31";
  return actions.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.axis ?? 9) - (b.axis ?? 9) ||
      closed(a) - closed(b) ||
      due(a).localeCompare(due(b)),
  );
}
