import { hasWords } from "@palier/dashboard-ui/language/has-words";
import { daysBetween, daysLate, isOpen } from "./due";
import { isOfParty, type OwnParty, type PartyChoice } from "./party";
import type { PlannedAction } from "./plan";

/** What the address may say after `status=`, besides nothing. */
export const standings = ["open", "PLANNED", "IN_PROGRESS", "DONE", "ABANDONED"] as const;
export type ActionStanding = (typeof standings)[number];

/** What it may say after `due=`: of open actions alone. */
export const dueChoices = ["late", "late30", "late90", "next30", "undated"] as const;
export type DueChoice = (typeof dueChoices)[number];

/** Least days late. */
const leastLate = { late: 1, late30: 30, late90: 90 } as const;
const soonDays = 30;

/** Which actions are looked for; null for any. */
export interface PlanFilter {
  readonly standing: ActionStanding | null;
  readonly due: DueChoice | null;
  readonly party: PartyChoice | null;
  /** Who reads: whose actions are "mine". */
  readonly own: OwnParty;
  /** INSEE code. */
  readonly commune: string | null;
  /** Slug. */
  readonly landlord: string | null;
  /** Words that all stand in it somewhere; empty for any. */
  readonly text: string;
  /** ISO day. */
  readonly today: string;
  /** `YYYY-MM` of an action's last change; whenever it was unless given. */
  readonly changedIn?: string;
}

/** Every action, of whomever. */
export const everyAction: PlanFilter = {
  ...{ standing: null, due: null, party: null, commune: null, landlord: null, text: "" },
  own: { partner: null, name: null, landlord: null },
  // Nothing is looked for by date.
  today: "",
};

export function readStanding(text: string | null): ActionStanding | null {
  return standings.find((standing) => standing === text) ?? null;
}

export function readDue(text: string | null): DueChoice | null {
  return dueChoices.find((choice) => choice === text) ?? null;
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
  const { standing, due, party, own, commune, landlord, text, today, changedIn } = filter;
  if (changedIn !== undefined && action.changedOn?.startsWith(changedIn) !== true) return false;
  if (landlord !== null && action.sites[0]?.landlord !== landlord) return false;
  if (commune !== null && !action.sites.some((site) => site.communeCode === commune)) return false;
  if (party !== null && !isOfParty(action, party, own)) return false;
  if (due !== null && !isDue(action, due, today)) return false;
  const { title, responsibleParty, sites } = action;
  const names = sites.flatMap((site) => [site.name, site.commune]);
  if (!hasWords([title, responsibleParty, ...names], text)) return false;
  return standing === null || (standing === "open" ? isOpen(action) : action.status === standing);
}

function isDue(action: PlannedAction, due: DueChoice, today: string): boolean {
  if (!isOpen(action)) return false;
  if (due === "undated") return action.dueDate === null;
  if (action.dueDate === null) return false;
  if (due !== "next30") return daysLate(action, today) >= leastLate[due];
  const days = daysBetween(today, action.dueDate);
  return days >= 0 && days <= soonDays;
}

/** Whether one that is looked for may come after this one, in the graph's order: open first, by date. */
export function mayFollow(last: PlannedAction, { standing, due, today }: PlanFilter): boolean {
  const isOfOpen =
    due !== null || standing === "open" || standing === "PLANNED" || standing === "IN_PROGRESS";
  if (isOfOpen && !isOpen(last)) return false;
  if (due === null || due === "undated") return true;
  if (due !== "next30") return isDue(last, due, today);
  return last.dueDate !== null && daysBetween(today, last.dueDate) <= soonDays;
}
