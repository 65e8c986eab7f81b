import { isAxis } from "../ground/action-plan.js";
import { isLandlordSlug } from "../ground/landlord-slug.js";
import { isDay } from "../ground/scalars.js";
import { compareBytes, listIds, type PageKey, type Selection } from "./selection.js";

/** Which actions a list holds. */
interface AxisFilter {
  /** 1 to 5; null selects the whole plan. */
  readonly axis: number | null;
}

/**
 * An action's place in the plan: what is open by due date, then what is over by due date from the
 * latest on, undated ones last in both; then landlord and number. So whatever is late comes first,
 * whenever one looks.
 */
export interface ActionPlace {
  /** Planned or in progress. */
  readonly isOpen: boolean;
  /** YYYY-MM-DD. */
  readonly dueDate: string | null;
  /** Slug. */
  readonly landlord: string;
  /** The landlord's own number. */
  readonly id: number;
}

/** What an `ActionPage` answers for: `lisiere:77288:2026-10:3:50:<cursor>`. */
export type ActionPageKey = PageKey<AxisFilter, ActionPlace>;

/** What an `ActionConnection` holds. */
export type ActionSelection = Selection<AxisFilter, ActionPlace>;

/** As landlords' stores number their actions. */
const largestActionId = 2_147_483_647;

export function isActionId(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) > 0 && (value as number) <= largestActionId;
}

export const {
  pageId: actionPageId,
  parsePageId: parseActionPageId,
  selectionId: actionSelectionId,
  parseSelectionId: parseActionSelectionId,
  cursor: actionCursor,
  parseCursor: parseActionCursor,
} = listIds<AxisFilter, ActionPlace>({
  filterText: ({ axis }) => String(axis ?? "*"),
  parseFilter: (text) => {
    if (text === "*") return { axis: null };
    const axis = /^\d$/.test(text) ? Number(text) : null;
    return isAxis(axis) ? { axis } : null;
  },
  placeValues: ({ isOpen, dueDate, landlord, id }) => [isOpen, dueDate, landlord, id],
  placeOf: ([isOpen, dueDate, landlord, id, ...rest]) => {
    if (typeof isOpen !== "boolean" || !isLandlordSlug(landlord) || rest.length > 0) return null;
    return (dueDate === null || isDay(dueDate)) && isActionId(id)
      ? { isOpen, dueDate, landlord, id }
      : null;
  },
});

/** The order of `Territory.actions`: negative when `a` comes first. */
export function compareActionPlaces(a: ActionPlace, b: ActionPlace): number {
  if (a.isOpen !== b.isOpen) return a.isOpen ? -1 : 1;
  if (a.dueDate !== b.dueDate) {
    if (a.dueDate === null) return 1;
    if (b.dueDate === null) return -1;
    return a.dueDate < b.dueDate === a.isOpen ? -1 : 1;
  }
  return compareBytes(a.landlord, b.landlord) || a.id - b.id;
}
