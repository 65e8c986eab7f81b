import { daysLate, isOpen } from "./due";
import type { PlannedAction } from "./plan";

/** What the address may say after `status=`, besides nothing. */
export const standings = ["late", "open", "PLANNED", "IN_PROGRESS", "DONE", "ABANDONED"] as const;
export type ActionStanding = (typeof standings)[number];

/** Which actions are looked for; null for any. */
export interface PlanFilter {
  readonly standing: ActionStanding | null;
  /** Slug. */
  readonly landlord: string | null;
  /** ISO day. */
  readonly today: string;
  /** `YYYY-MM` of an action's last change; whenever it was unless given. */
  readonly changedIn?: string;
}

export function readStanding(text: string | null): ActionStanding | null {
  return standings.find((standing) => standing === text) ?? null;
}

/** 1 to 5; null for anything else. */
export function readAxis(text: string | null): number | null {
  return text !== null && /^[1-5]$/.test(text) ? Number(text) : null;
}

/** How many actions to show, at least `least`. */
export function readShown(text: string | null, least: number): number {
  return text !== null && /^\d{1,4}$/.test(text) ? Math.max(Number(text), least) : least;
}

export function isSought(action: PlannedAction, filter: PlanFilter): boolean {
  const { standing, landlord, today, changedIn } = filter;
  if (changedIn !== undefined && action.changedOn?.startsWith(changedIn) !== true) return false;
  if (landlord !== null && action.sites[0]?.landlord !== landlord) return false;
  if (standing === null) return true;
  if (standing === "open") return isOpen(action);
  return standing === "late" ? daysLate(action, today) > 0 : action.status === standing;
}

/** Whether one that is looked for may come after this one, in the graph's order: open first, by date. */
export function mayFollow(last: PlannedAction, { standing, today }: PlanFilter): boolean {
  if (standing === "late") return daysLate(last, today) > 0;
  const isOpenStanding =
    standing === "open" || standing === "PLANNED" || standing === "IN_PROGRESS";
  return !isOpenStanding || isOpen(last);
}
