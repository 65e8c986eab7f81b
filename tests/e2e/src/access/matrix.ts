import { type PartnerKind, partnerKinds } from "@palier/schema";

/**
 * Who sees what, field by field, written by hand from the visibility matrix of the convention's
 * template. Nothing here is derived from the code that enforces it.
 */

export type Cell =
  /** Shown, inside the scope. */
  | "yes"
  /** Never shown. */
  | "no"
  /** Shown to who states a purpose. */
  | "purpose"
  /** Shown of sites at levels 3 and 4. */
  | "level3"
  /** Null, and `WITHHELD` beside it. */
  | "withheld"
  /** No partner's: asked by the gateway for classification. */
  | "gateway";

type Row = readonly [type: string, fields: string, cells: string];

/** One letter a kind, in this order: police, justice, municipality, peer landlord, coordinator. */
const letters: Readonly<Record<string, Cell>> = {
  Y: "yes",
  "-": "no",
  P: "purpose",
  "3": "level3",
  W: "withheld",
  G: "gateway",
};

const rows: readonly Row[] = [
  // Who takes part is no secret among the parties.
  ["Query", "territory territories site convention landlords viewer", "YYYYY"],
  // What one may see oneself, as the convention says it.
  ["Viewer", "partner purposes visibility", "YYYYY"],
  ["PurposeTerm", "code label", "YYYYY"],
  ["VisibilityTerm", "row title value verdict needsPurpose meaning explanation fields", "YYYYY"],
  ["Convention", "reference version title validFrom validUntil gridVersion months", "YYYYY"],
  ["FamilyTerm", "code label", "YYYYY"],
  ["Convention", "families landlords partners", "YYYYY"],
  ["Correspondent", "role email", "YYYYY"],
  ["Partner", "code kind name correspondent scope", "YYYYY"],
  ["Landlord", "slug name correspondent declaredDwellings", "YYYYY"],
  ["Commune", "code name", "YYYYY"],
  ["PriorityDistrict", "code name", "YYYYY"],
  ["Location", "longitude latitude", "YYYYY"],
  ["Category", "code family label", "YYYYY"],
  // Which landlords a list lacks: not the rows they would have brought.
  ["MissingLandlord", "landlord status", "YYYYY"],
  ["PageInfo", "hasNextPage hasPreviousPage startCursor endCursor", "YYYYY"],
  // Territory: levels, dwellings, share, coverage, trend.
  ["Territory", "code month name kind population communes center", "YYYYY"],
  ["Territory", "levels coverage trend", "YYYYY"],
  ["TrendPoint", "code month levels coverage", "YYYYY"],
  ["LevelShare", "level sites dwellings share", "YYYYY"],
  ["Coverage", "landlordsExpected landlordsAnswered dwellingsExpected dwellingsKnown", "YYYYY"],
  ["Coverage", "landlords", "YYYYY"],
  ["LandlordCoverage", "landlord status expectedDwellings dwellings", "YYYYY"],
  // Site: name, commune, dwellings, landlord.
  ["Site", "id name commune priorityDistrict dwellings landlord", "YYYYY"],
  // Site: level, since, trend, and the lists that are ordered by level.
  ["Territory", "sites", "YYYYY"],
  ["SiteConnection", "edges pageInfo totalCount missing", "YYYYY"],
  ["SiteEdge", "cursor level dwellings node", "YYYYY"],
  ["Site", "classification history", "YYYYY"],
  ["Classification", "month status level computedLevel heldLevel since", "YYYYY"],
  ["Classification", "decision gridVersion closedMonths", "YYYYY"],
  ["LevelDecision", "level from until", "YYYYY"],
  // Site: exact address and location.
  ["Site", "address location", "Y3---"],
  // Classification: reasons with observed values; gates only for municipality and coordinator.
  ["Classification", "gates", "YYY-Y"],
  ["Gate", "level met conditions", "YYY-Y"],
  ["GateCondition", "measure families threshold", "YYY-Y"],
  ["GateCondition", "observed met", "YY---"],
  ["LevelDecision", "reason", "YY---"],
  // Incident counts by month and family.
  ["Site", "incidentCounts", "YYY-Y"],
  ["IncidentCount", "month family status", "YYY-Y"],
  ["IncidentCount", "count", "YYW-W"],
  // Incident: category, day, time band, place, severity.
  ["Site", "incidents", "PP---"],
  ["IncidentConnection", "edges pageInfo", "PP---"],
  ["IncidentEdge", "cursor node", "PP---"],
  ["Incident", "id category day timeBand place severity", "PP---"],
  // Incident: complaint reference.
  ["Incident", "complaintReference", "-P---"],
  // Actions by axis.
  ["Site", "actions", "YYYYY"],
  ["Territory", "actions", "YYYYY"],
  ["ActionConnection", "edges pageInfo totalCount counts missing", "YYYYY"],
  ["ActionEdge", "cursor node site", "YYYYY"],
  ["ActionCount", "axis status actions", "YYYYY"],
  ["Action", "id axis title status dueDate responsibleParty", "YYYYY"],
  // What travels between the platform's own parts.
  ["Territory", "contributions expected", "GGGGG"],
  ["TrendPoint", "contributions expected", "GGGGG"],
  ["ExpectedContribution", "contribution landlord dwellings", "GGGGG"],
  ["Contribution", "id status tallies", "GGGGG"],
  ["LevelTally", "level sites dwellings", "GGGGG"],
  ["SiteConnection", "id pages expected", "GGGGG"],
  ["ActionConnection", "id pages expected", "GGGGG"],
  ["ActionPage", "id status actions tallies", "GGGGG"],
  ["SiteAction", "site id axis title status dueDate responsibleParty", "GGGGG"],
  ["ActionTally", "axis status actions", "GGGGG"],
  ["SitePage", "id status sites matching", "GGGGG"],
  ["SiteLevel", "id level dwellings", "GGGGG"],
  ["Site", "lookup", "GGGGG"],
];

type Cells = Readonly<Record<PartnerKind, Cell>>;

/** By coordinate; a landlord's own types stand under the interface they implement. */
export const matrix: ReadonlyMap<string, Cells> = new Map(
  rows.flatMap(([type, fields, cells]) =>
    fields.split(" ").map((field) => [`${type}.${field}`, cellsOf(cells)] as const),
  ),
);

/** `Site.address` for `LisiereSite.address`. */
export function entryOf(coordinate: string): string {
  return coordinate.replace(
    /^(Lisiere|ValDeBrie|Orme)(Site|Contribution|SitePage|ActionPage)\./,
    "$2.",
  );
}

export function cellOf(coordinate: string, kind: PartnerKind): Cell {
  const cells = matrix.get(entryOf(coordinate));
  if (cells === undefined) throw new Error(`the matrix does not name ${coordinate}`);
  return cells[kind];
}

function cellsOf(text: string): Cells {
  const entries = partnerKinds.map((kind, index) => [kind, letters[text[index] ?? ""]]);
  // One letter a kind, and each letter has a cell.
  return Object.fromEntries(entries) as Cells;
}
