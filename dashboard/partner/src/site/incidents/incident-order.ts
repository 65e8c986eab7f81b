import type { PatternPlace, PatternTimeBand } from "../../generated/graphql";
import { places, timeBands } from "../../pattern/pattern";

/** What incidents are ordered and chosen by. */
export interface OrderedIncident {
  readonly id: string;
  readonly day: string | null;
  readonly timeBand: Exclude<PatternTimeBand, "NOT_RECORDED"> | null;
  readonly place: Exclude<PatternPlace, "NOT_RECORDED"> | null;
  readonly severity: number | null;
}

export const orders = ["day", "category", "timeBand", "place", "severity"] as const;
export type Order = (typeof orders)[number];

/** As the address says it: `day` from the largest on, `-day` from the smallest. */
export interface Sorting {
  readonly by: Order;
  readonly isReversed: boolean;
}

export function sortingOf(text: string | null): Sorting {
  const by = orders.find((order) => order === text?.replace("-", "")) ?? "day";
  return { by, isReversed: text?.startsWith("-") ?? false };
}

/** What choosing a column does to the address: the other way round where it is the one in force. */
export function sortingText(by: Order, now: Sorting): string | null {
  const isReversed = now.by === by && !now.isReversed;
  const text = isReversed ? `-${by}` : by;
  return text === "day" ? null : text;
}

/** Choices beside the family; null for any. `NOT_RECORDED` are those that say nothing of it. */
export interface Chosen {
  readonly timeBand: PatternTimeBand | null;
  readonly place: PatternPlace | null;
  /** The least; an incident of which none is recorded is not below it, and not above. */
  readonly severity: number | typeof notRecorded | null;
}

export const notRecorded = "NOT_RECORDED";

export function chosenOf(search: URLSearchParams): Chosen {
  const asked = search.get("severity");
  const severity = asked === notRecorded ? asked : Number(asked);
  return {
    timeBand: timeBands.find((each) => each === search.get("band")) ?? null,
    place: places.find((each) => each === search.get("where")) ?? null,
    severity: severity === notRecorded || (severity >= 2 && severity <= 4) ? severity : null,
  };
}

export function isChosen(
  incident: OrderedIncident,
  { timeBand, place, severity }: Chosen,
): boolean {
  if (timeBand !== null && (incident.timeBand ?? notRecorded) !== timeBand) return false;
  if (place !== null && (incident.place ?? notRecorded) !== place) return false;
  if (severity === notRecorded) return incident.severity === null;
  return severity === null || (incident.severity !== null && incident.severity >= severity);
}

/**
 * A new list in order; what is not recorded comes last either way, and of equals the latest first.
 *
 * @param nameOf A category's name, as its reader reads it.
 */
export function inOrder<Incident extends OrderedIncident>(
  incidents: readonly Incident[],
  { by, isReversed }: Sorting,
  nameOf: (incident: Incident) => string,
): Incident[] {
  const keyOf = (incident: Incident): string | number | null => {
    switch (by) {
      case "category":
        return nameOf(incident);
      case "timeBand":
        return incident.timeBand && timeBands.indexOf(incident.timeBand);
      case "place":
        return incident.place && places.indexOf(incident.place);
      default:
        return incident[by];
    }
  };
  // The latest day and the gravest come first; names and parts in their own order.
  const isDescending = (by === "day" || by === "severity") !== isReversed;
  return [...incidents].sort((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)];
    if (left === null || right === null) {
      return Number(left === null) - Number(right === null) || latestFirst(a, b);
    }
    const order =
      typeof left === "number" && typeof right === "number"
        ? left - right
        : String(left).localeCompare(String(right));
    return (isDescending ? -order : order) || latestFirst(a, b);
  });
}

function latestFirst(a: OrderedIncident, b: OrderedIncident): number {
  return (b.day ?? "").localeCompare(a.day ?? "");
}
