import type { IncidentConditions, SiteConditions } from "@palier/landlord-store";
import {
  type Cell,
  type KindVisibility,
  type Policy,
  type RowsShown,
  rowsShown,
  type Viewer,
} from "@palier/schema";
import type { ViewerScope } from "./viewer-scope.js";

/**
 * What of the landlord's rows exists for who asks, beyond what each field is granted. It is part of
 * every query, so that what is forbidden and what is absent look alike.
 */
export interface RowConditions extends SiteConditions, IncidentConditions {
  /** Null: every site and territory. */
  readonly scope: ViewerScope | null;
  /** Whether any site exists at all; not for a partner that the landlord has paused. */
  readonly hasSites: boolean;
  readonly counts: RowsShown<"incident-counts">;
  readonly reasons: RowsShown<"reasons">;
  readonly contributions: InputCondition;
  /** To a territory's incidents. */
  readonly countContributions: InputCondition;
  /** Whether these are what was recorded, or what was released to those who may not read small numbers. */
  readonly areCountsExact: boolean;
  readonly pages: InputCondition;
  readonly actionPages: InputCondition;
  readonly accessCounts: Exclude<InputCondition, "HIDDEN">;
}

/** Whether reasons hold what was observed and the landlord's own words. */
export const showsObserved = { ALL: true, GATES_ONLY: false, NONE: false } as const;

/** What is answered of what only the gateway may ask: `HIDDEN` from everyone else. */
export type InputCondition = "ANSWERED" | "WITHHELD" | "HIDDEN";

/** While nobody signs in, on this machine alone. */
export const unconditional: RowConditions = {
  scope: null,
  hasSites: true,
  address: "ALL",
  incidents: "ALL",
  showsComplaintReference: true,
  showsCircumstances: true,
  counts: "ALL",
  reasons: "ALL",
  contributions: "ANSWERED",
  countContributions: "ANSWERED",
  areCountsExact: true,
  pages: "ANSWERED",
  actionPages: "ANSWERED",
  accessCounts: "ANSWERED",
};

/** What the conditions of one request are read from. */
export interface Asked {
  readonly viewer: Viewer;
  readonly scope: ViewerScope;
  /** Whether the landlord has paused the viewer's partner. */
  readonly isPaused: boolean;
  /** Of the viewer's kind, as the landlord narrows it. */
  readonly policy: Policy;
  /** What the convention grants the kind before it is narrowed. */
  readonly granted: KindVisibility;
}

/** A value that this version does not know shows nothing. */
export function rowConditions({ viewer, scope, isPaused, policy, granted }: Asked): RowConditions {
  const { visibility } = policy;
  const withholds = (...cells: Cell[]) =>
    isPaused || cells.some((cell) => rowsShown(visibility, cell) !== "ALL");
  // A convention may grant totals without levels; a landlord that keeps its sites or their levels
  // to itself keeps its part of the totals too, which could be one site's.
  const narrowed = (["site-identity", "site-level"] as const).filter(
    (cell) => granted[cell] !== visibility[cell],
  );
  const totals = rowsShown(visibility, "territory-counts");
  // Only classification can tell totals of several landlords, and it goes by the convention.
  const isOutOfReach =
    totals === "BROAD_TOTALS" && granted["territory-counts"] !== visibility["territory-counts"];
  const input = (isWithheld: boolean): InputCondition => {
    if (viewer.asks !== "INPUTS") return "HIDDEN";
    return isWithheld ? "WITHHELD" : "ANSWERED";
  };
  return {
    scope,
    hasSites: !isPaused,
    address: rowsShown(visibility, "site-address"),
    incidents: rowsShown(visibility, "incident-detail"),
    showsComplaintReference: rowsShown(visibility, "complaint-reference") === "ALL",
    showsCircumstances: rowsShown(visibility, "incident-circumstances") === "ALL",
    counts: rowsShown(visibility, "incident-counts"),
    reasons: rowsShown(visibility, "reasons"),
    contributions: input(narrowed.length > 0 || withholds("territory-figures")),
    countContributions: input(isPaused || narrowed.length > 0 || totals === "NONE" || isOutOfReach),
    areCountsExact: totals === "ALL",
    pages: input(withholds("site-identity", "site-level")),
    // Each action names its site.
    actionPages: input(withholds("actions", "site-identity")),
    accessCounts:
      !isPaused && rowsShown(visibility, "access-log") === "COUNTED" ? "ANSWERED" : "WITHHELD",
  };
}
