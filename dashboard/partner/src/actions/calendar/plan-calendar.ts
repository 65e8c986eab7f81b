import ical, { escape as escapeText, ICalEventStatus, ICalEventTransparency } from "ical-generator";
import type { PlannedAction } from "../../plan/plan";

/** What a calendar says of itself. */
export interface CalendarHead {
  readonly name: string;
  /** For whom it is, why, under which convention. */
  readonly about: string;
  /** Of the language, e.g. `fr`. */
  readonly language: string;
  /** The convention's: with the landlord and the action's own, it tells one action from all others. */
  readonly reference: string;
  readonly at: Date;
}

/** How an action reads in a calendar. */
export interface EntryWords {
  readonly title: string;
  readonly place: string;
  readonly about: string;
}

/**
 * The due days of actions as whole days, RFC 5545. An action keeps its UID from one file to the next, so that a
 * calendar that takes a later one in moves its entries instead of doubling them; what has no day is left out.
 */
export function planCalendar(
  actions: readonly PlannedAction[],
  { name, about, language, reference, at }: CalendarHead,
  wordsOf: (action: PlannedAction) => EntryWords,
): string {
  const calendar = ical({
    prodId: { company: "Palier", product: "Palier", language },
    // The library escapes texts of events, and these two not.
    name: escapeText(name, false),
    description: escapeText(about, false),
  });
  for (const action of actions) {
    if (action.dueDate === null) continue;
    const { title, place, about: description } = wordsOf(action);
    calendar.createEvent({
      id: uidOf(action, reference),
      stamp: at,
      start: new Date(action.dueDate),
      allDay: true,
      summary: title,
      location: place || null,
      description,
      status: action.status === "ABANDONED" ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      // A due day takes nobody's time.
      transparency: ICalEventTransparency.TRANSPARENT,
      lastModified: action.changedOn === null ? null : new Date(action.changedOn),
    });
  }
  return calendar.toString();
}

function uidOf({ id, key, sites }: PlannedAction, reference: string): string {
  const parts = [sites[0]?.landlord ?? "", id ?? key, reference];
  return `${parts.map(encodeURIComponent).join("/")}@palier`;
}
