import {
  type ActionStatus,
  BadUserInputError,
  isActionStatus,
  isAxis,
  isDay,
  isLandlordSlug,
  lastAxis,
  openStatuses,
  textProblems,
} from "@palier/schema";
import type { ActionAct } from "./action-change.entity.js";

/** Of problems of a list. */
const mostTold = 20;

/** Sites of one action, actions of one site, actions of one list. */
const mostSites = 50;
export const mostAtSite = 1_000;
export const mostInList = 5_000;

/** An action of the plan as its landlord states it. */
export interface ActionFacts {
  /** The landlord's references; one at least. */
  readonly sites: readonly string[];
  /** One of the five axes. */
  readonly axis: number;
  readonly title: string;
  readonly status: ActionStatus;
  /** YYYY-MM-DD. */
  readonly dueDate: string | null;
  /** A function or an organisation, not a person's name. */
  readonly responsibleParty: string;
  /** Code of the partner that it concerns, in the convention. */
  readonly partner: string | null;
}

/** An action as it stands. */
export interface RecordedAction extends ActionFacts {
  readonly id: number;
  /** YYYY-MM-DD; null where it was recorded before that was kept. */
  readonly changedOn: string | null;
}

/** @param partners Codes of the convention's partners; null where it is not at hand. */
export function problemsOf(
  { sites, axis, title, status, dueDate, responsibleParty, partner }: ActionFacts,
  siteIds: ReadonlyMap<string, number>,
  partners: readonly string[] | null,
): string[] {
  const unknown = sites.filter((reference) => !siteIds.has(reference));
  return [
    ...unknown.map(
      (reference) => `"${reference}" is no site of this landlord: "palier sites import" adds sites`,
    ),
    ...(sites.length === 0 ? ["an action needs a site"] : []),
    ...(sites.length > mostSites ? [`an action has at most ${mostSites} sites`] : []),
    ...(isAxis(axis) ? [] : [`the action plan has the axes 1 to ${lastAxis}`]),
    ...(title.trim() === "" ? ["an action needs a title"] : []),
    ...(responsibleParty.trim() === "" ? ["an action needs a responsible party"] : []),
    ...(isActionStatus(status) ? [] : [`"${String(status)}" is no status of an action`]),
    ...(dueDate === null || isDay(dueDate) ? [] : [`"${dueDate}" is no day, e.g. 2026-12-31`]),
    ...(partner === null ? [] : partnerProblems(partner, partners)),
    ...textProblems([
      ["the title", "title", title],
      ["the responsible party", "name", responsibleParty],
    ]),
  ];
}

function partnerProblems(code: string, partners: readonly string[] | null): string[] {
  if (partners === null) return isLandlordSlug(code) ? [] : [`"${code}" is no partner's code`];
  if (partners.includes(code)) return [];
  const known = partners.join(", ") || "none";
  return [`"${code}" is no partner of the convention; known: ${known}`];
}

/** @throws BadUserInputError where there is a problem. */
export function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const told = [...new Set(problems)];
  const more = told.length > mostTold ? `; and ${told.length - mostTold} more` : "";
  throw new BadUserInputError(`Nothing is recorded: ${told.slice(0, mostTold).join("; ")}${more}.`);
}

export function actOf(before: ActionFacts, { status }: ActionFacts): ActionAct {
  const isClosed = openStatuses.includes(before.status) && !openStatuses.includes(status);
  return isClosed ? "CLOSED" : "CHANGED";
}

/** By which an action is known again. */
export function identityOf({ axis, title, sites }: ActionFacts): string {
  return JSON.stringify([axis, title, [...new Set(sites)].sort()]);
}

export function isSame(one: ActionFacts, other: ActionFacts): boolean {
  const text = (action: ActionFacts) =>
    JSON.stringify([
      identityOf(action),
      action.status,
      action.dueDate,
      action.responsibleParty,
      action.partner,
    ]);
  return text(one) === text(other);
}
