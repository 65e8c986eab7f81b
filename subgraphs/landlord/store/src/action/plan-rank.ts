import type { ActionPlace } from "@palier/schema";

/** An action's place among those of one landlord: over, then due, then number, all ascending. */
export interface PlanRank {
  readonly isOver: boolean;
  /** Days from 2000-01-01, backwards for what is over; the largest number when undated. */
  readonly due: number;
  readonly id: number;
}

const dayMs = 86_400_000;
const origin = Date.parse("2000-01-01T00:00:00Z");

/** PostgreSQL's largest integer: behind every day, and every number of an action. */
export const last = 2_147_483_647;

/**
 * A place in the order of all landlords' actions as a place among this landlord's: the same actions
 * follow it.
 */
export function planRank({ isOpen, dueDate, landlord, id }: ActionPlace, slug: string): PlanRank {
  const days = dueDate === null ? null : (Date.parse(`${dueDate}T00:00:00Z`) - origin) / dayMs;
  const due = days === null ? last : isOpen ? days : -days;
  // Of this landlord's actions that are due alike, all follow a landlord before it, none one behind.
  const before = landlord < slug ? 0 : last;
  return { isOver: !isOpen, due, id: landlord === slug ? id : before };
}
