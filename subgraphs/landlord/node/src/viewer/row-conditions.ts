import type { IncidentConditions, SiteConditions } from "@palier/landlord-store";
import type { Cell, KindVisibility, Policy, Viewer } from "@palier/schema";
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
  readonly counts: "EXACT" | "WITHHELD" | "HIDDEN";
  /** `GATES_ONLY`: neither what was observed nor the landlord's own words. */
  readonly reasons: "SHOWN" | "GATES_ONLY" | "HIDDEN";
  readonly contributions: InputCondition;
  readonly pages: InputCondition;
  readonly actionPages: InputCondition;
}

/** What is answered of what only the gateway may ask: `HIDDEN` from everyone else. */
export type InputCondition = "ANSWERED" | "WITHHELD" | "HIDDEN";

/** While nobody signs in, on this machine alone. */
export const unconditional: RowConditions = {
  scope: null,
  hasSites: true,
  address: "SHOWN",
  incidents: "ALL",
  showsComplaintReference: true,
  counts: "EXACT",
  reasons: "SHOWN",
  contributions: "ANSWERED",
  pages: "ANSWERED",
  actionPages: "ANSWERED",
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
    isPaused || cells.some((cell) => visibility[cell] !== "granted");
  // A convention may grant totals without levels; a landlord that keeps its sites or their levels
  // to itself keeps its part of the totals too, which could be one site's.
  const narrowed = (["site-identity", "site-level"] as const).filter(
    (cell) => granted[cell] !== visibility[cell],
  );
  const input = (isWithheld: boolean): InputCondition => {
    if (viewer.asks !== "INPUTS") return "HIDDEN";
    return isWithheld ? "WITHHELD" : "ANSWERED";
  };
  return {
    scope,
    hasSites: !isPaused,
    address: addresses.get(visibility["site-address"]) ?? "HIDDEN",
    incidents: incidents.get(visibility["incident-detail"]) ?? "NONE",
    showsComplaintReference: visibility["complaint-reference"] === "with-purpose",
    counts: counts.get(visibility["incident-counts"]) ?? "HIDDEN",
    reasons: reasons.get(visibility.reasons) ?? "HIDDEN",
    contributions: input(narrowed.length > 0 || withholds("territory-figures")),
    pages: input(withholds("site-identity", "site-level")),
    // Each action names its site.
    actionPages: input(withholds("actions", "site-identity")),
  };
}

const addresses = new Map<string, RowConditions["address"]>([
  ["granted", "SHOWN"],
  ["level-3-and-4", "AT_LEVELS_3_AND_4"],
]);
const reasons = new Map<string, RowConditions["reasons"]>([
  ["granted", "SHOWN"],
  ["gates-only", "GATES_ONLY"],
]);
const incidents = new Map<string, RowConditions["incidents"]>([
  ["with-purpose", "ALL"],
  ["complaint-and-purpose", "WITH_COMPLAINT"],
]);
const counts = new Map<string, RowConditions["counts"]>([
  ["exact", "EXACT"],
  // Until disclosure control can tell which cells may be shown: none of them, true zeros neither.
  ["small-cells-withheld", "WITHHELD"],
]);
