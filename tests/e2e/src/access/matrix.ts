import type { PartnerKind } from "@palier/schema";
import { type Sign, signOf, templateByHand } from "@palier/schema/testing";

/** What comes of asking for a field of which the table written by hand has the sign. */
export type Cell =
  /** Shown, inside the scope. */
  | "yes"
  /** Never shown. */
  | "no"
  /** Shown to who states a purpose. */
  | "purpose"
  /** Shown of sites at levels 3 and 4. */
  | "level3"
  /** Null, and `WITHHELD` beside it, unless it is a true zero or large. */
  | "withheld"
  /** Null to everybody: of the year before no month is closed. */
  | "unknown"
  /** No partner's: asked by the gateway for classification. */
  | "gateway";

const outcomes: Readonly<Record<Sign, Cell>> = {
  "+": "yes",
  "-": "no",
  "3": "level3",
  g: "yes",
  // Only the number is withheld; what it counts is told.
  s: "yes",
  b: "yes",
  p: "purpose",
  c: "purpose",
  n: "yes",
  x: "gateway",
};

/** Every field that the table has; a landlord's own types stand under the interface they implement. */
export const matrixEntries: readonly string[] = [...templateByHand.keys()];

/** `Site.address` for `LisiereSite.address`. */
export function entryOf(coordinate: string): string {
  return coordinate.replace(
    /^(Lisiere|ValDeBrie|Orme)(Site|Contribution|CountContribution|SitePage|ChangePage|ActionPage|AccessRecord)\./,
    "$2.",
  );
}

/** Where small numbers are withheld. */
const numbers: ReadonlySet<string> = new Set([
  "IncidentCount.count",
  "FamilyIncidents.count",
  "FamilyIncidents.perThousandDwellings",
  "IncidentTotal.count",
  "IncidentTotal.perThousandDwellings",
]);

export function cellOf(coordinate: string, kind: PartnerKind): Cell {
  const entry = entryOf(coordinate);
  const sign = signOf(entry, kind);
  if (entry === "FamilyIncidents.changeOnYear" && sign !== "-") return "unknown";
  return ["s", "b"].includes(sign) && numbers.has(entry) ? "withheld" : outcomes[sign];
}
