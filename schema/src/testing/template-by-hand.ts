import type { PartnerKind } from "../access/partner-kind.js";
import type { Purpose } from "../access/purpose.js";

/**
 * Who sees what by the template of a convention, field by field, written a second time, by hand.
 * Nothing here is derived from the code that grants or enforces it: tests compare the two.
 */

/** What one kind is shown of one field. */
export type Sign =
  /** Shown, inside the scope. */
  | "+"
  /** Never shown. */
  | "-"
  /** Of sites at levels 3 and 4. */
  | "3"
  /** As part of the gates, without what was observed. */
  | "g"
  /** Small cells withheld. */
  | "s"
  /** Totals from which no landlord's share can be computed. */
  | "b"
  /** To who states a purpose. */
  | "p"
  /** Where a complaint was filed, to who states a purpose. */
  | "c"
  /** Counts alone. */
  | "n"
  /** No partner's: asked by the gateway for classification. */
  | "x";

/** Of the signs of a row, from left to right. */
const columns: readonly PartnerKind[] = [
  "POLICE",
  "JUSTICE",
  "MUNICIPALITY",
  "LANDLORD",
  "COORDINATOR",
];

const rows: readonly (readonly [type: string, fields: string, signs: string])[] = [
  // Who takes part is no secret among the parties.
  ["Query", "territory territories site convention landlords viewer", "+++++"],
  // What one may see oneself, as the convention says it.
  ["Viewer", "partner purposes visibility", "+++++"],
  ["PurposeTerm", "code label", "+++++"],
  ["VisibilityTerm", "row title value verdict needsPurpose meaning explanation fields", "+++++"],
  ["Convention", "reference version title validFrom validUntil gridVersion months", "+++++"],
  ["FamilyTerm", "code label", "+++++"],
  ["GlossarySection", "code title entries", "+++++"],
  ["GlossaryEntry", "code term meaning points", "+++++"],
  ["Convention", "families glossary landlords partners signatures", "+++++"],
  ["ConventionSignature", "version party name role state signedOn since due", "+++++"],
  ["Correspondent", "role email", "+++++"],
  ["Partner", "code kind name correspondent scope", "+++++"],
  ["Landlord", "slug name correspondent declaredDwellings", "+++++"],
  ["Commune", "code name", "+++++"],
  ["PriorityDistrict", "code name", "+++++"],
  ["Location", "longitude latitude", "+++++"],
  ["Category", "code family label", "+++++"],
  // Which landlords a list lacks: not the rows they would have brought.
  ["MissingLandlord", "landlord status", "+++++"],
  ["PageInfo", "hasNextPage hasPreviousPage startCursor endCursor", "+++++"],
  // Territory: levels, dwellings, share, coverage, trend.
  ["Territory", "code month name kind population communes center", "+++++"],
  ["Territory", "levels coverage trend restatements", "+++++"],
  ["TerritoryRestatement", "restatedOn reasons levels", "+++++"],
  ["TrendPoint", "code month levels coverage", "+++++"],
  ["LevelShare", "level sites dwellings share", "+++++"],
  ["Coverage", "landlordsExpected landlordsAnswered dwellingsExpected dwellingsKnown", "+++++"],
  ["Coverage", "landlords", "+++++"],
  ["LandlordCoverage", "landlord status expectedDwellings dwellings belowDeclared", "+++++"],
  // How many sites moved from which level to which.
  ["Territory", "changes", "+++++"],
  ["LevelChangeConnection", "since counts notCounted", "+++++"],
  ["LevelChangeCount", "move from to sites dwellings", "+++++"],
  // Site: name, commune, dwellings, landlord.
  ["Site", "id name commune priorityDistrict dwellings landlord", "+++++"],
  // Site: level, since, trend, and the lists that are ordered by level.
  ["Territory", "sites", "+++++"],
  ["SiteConnection", "edges pageInfo totalCount missing", "+++++"],
  ["SiteEdge", "cursor level dwellings node", "+++++"],
  ["Site", "classification history restatements", "+++++"],
  ["LevelRestatement", "month formerLevel restatedOn reason", "+++++"],
  ["TerritoryRestatement", "landlords", "+++++"],
  ["LevelChangeConnection", "edges pageInfo totalCount missing", "+++++"],
  ["LevelChangeEdge", "cursor move from to byDecision dwellings node", "+++++"],
  ["LevelChangeCount", "decided", "+++++"],
  ["Classification", "month status level computedLevel heldLevel since", "+++++"],
  ["Classification", "decision gridVersion closedMonths dwellings", "+++++"],
  ["LevelDecision", "level from until", "+++++"],
  // Site: exact address and location.
  ["Site", "address location", "+3---"],
  // Classification: reasons with observed values, or which gates are met.
  ["Classification", "gates", "++g-g"],
  ["LevelChangeEdge", "gate", "++g-g"],
  ["Gate", "level met conditions", "++g-g"],
  ["GateCondition", "measure families threshold", "++g-g"],
  ["GateCondition", "observed met", "++---"],
  ["LevelDecision", "reason", "++---"],
  // Incident counts by month and family.
  ["Site", "incidentCounts", "++s-s"],
  ["IncidentCount", "month family status", "++s-s"],
  ["IncidentCount", "count", "++s-s"],
  // Territory: incident counts by month and family, rates.
  ["Territory", "incidentCounts", "++sbs"],
  ["TrendPoint", "incidentCounts", "++sbs"],
  ["MonthIncidents", "code month counts", "++sbs"],
  ["MonthIncidents", "coverage", "+++++"],
  ["FamilyIncidents", "family count status isPartial perThousandDwellings", "++sbs"],
  ["FamilyIncidents", "year yearBefore changeOnYear", "++sbs"],
  ["IncidentTotal", "count status isPartial perThousandDwellings", "++sbs"],
  // Incident: category, day, time band, place, severity.
  ["Site", "incidents", "pc---"],
  ["IncidentConnection", "edges pageInfo", "pc---"],
  ["IncidentEdge", "cursor node", "pc---"],
  ["Incident", "id category day timeBand place severity", "pc---"],
  // When and where they took place, counted.
  ["Site", "incidentPattern", "pc---"],
  ["IncidentPattern", "incidents months times places families", "pc---"],
  ["PatternMonth", "month incidents", "pc---"],
  ["PatternTime", "timeBand weekday incidents", "pc---"],
  ["PatternPlaceCount", "place incidents", "pc---"],
  ["PatternFamily", "family incidents", "pc---"],
  // Incident: complaint reference.
  ["Incident", "complaintReference", "-p---"],
  // Incident: whom it was aimed at, what followed.
  ["Incident", "target followUp", "pp---"],
  // Actions by axis.
  ["Site", "actions", "+++++"],
  ["Territory", "actions", "+++++"],
  ["ActionConnection", "edges pageInfo totalCount counts missing", "+++++"],
  ["ActionEdge", "cursor node site sites", "+++++"],
  ["ActionCount", "axis status actions", "+++++"],
  ["Action", "id axis title status dueDate responsibleParty partner changedOn", "+++++"],
  // Access log: how often, and no more.
  ["Convention", "accessRecords", "----n"],
  ["AccessRecord", "id landlord months counts", "----n"],
  ["AccessCount", "month kind operations refused partlyRefused", "----n"],
  // What travels between the platform's own parts.
  ["Territory", "contributions expected", "xxxxx"],
  ["TrendPoint", "contributions expected", "xxxxx"],
  ["ExpectedContribution", "contribution landlord dwellings least most", "xxxxx"],
  ["Contribution", "id status tallies formers", "xxxxx"],
  ["FormerTallies", "restatedOn reason tallies", "xxxxx"],
  ["LevelTally", "level sites dwellings", "xxxxx"],
  ["MonthIncidents", "contributions expected", "xxxxx"],
  ["CountContribution", "id status dwellings counts", "xxxxx"],
  ["CountTally", "family span count status isPartial months", "xxxxx"],
  ["SiteConnection", "id pages expected declared", "xxxxx"],
  ["LevelChangeConnection", "id pages expected declared", "xxxxx"],
  ["ChangePage", "id status tallies listStatus sites matching", "xxxxx"],
  ["ChangeTally", "before after sites dwellings decided", "xxxxx"],
  ["SiteChange", "id before after heldBefore heldAfter computedAfter dwellings", "xxxxx"],
  ["ActionConnection", "id pages expected", "xxxxx"],
  ["ActionPage", "id status actions tallies", "xxxxx"],
  [
    "SiteAction",
    "site sites id axis title status dueDate responsibleParty partner changedOn",
    "xxxxx",
  ],
  ["ActionTally", "axis status actions", "xxxxx"],
  ["SitePage", "id status sites nodes matching", "xxxxx"],
  ["SiteLevel", "id level dwellings", "xxxxx"],
  ["Site", "lookup", "xxxxx"],
];

/** Rows of the matrix of which something is read beside the graph, or nothing anywhere, by their verdict: shown, in part, or not. */
const rowsOutsideTheGraph = { personal: "-----", "access-log": "---!!" } as const;

/** What each kind may state as its purpose, the one that tests state first. */
export const purposesByHand: Readonly<Record<PartnerKind, readonly [Purpose, ...Purpose[]]>> = {
  POLICE: ["INVESTIGATION", "PATROL_PLANNING", "STEERING_COMMITTEE"],
  JUSTICE: ["PROSECUTION", "STEERING_COMMITTEE"],
  MUNICIPALITY: ["PREVENTION", "STEERING_COMMITTEE"],
  LANDLORD: ["PREVENTION", "STEERING_COMMITTEE"],
  COORDINATOR: ["STEERING_COMMITTEE", "PREVENTION"],
};

/** By kind, of each field; a landlord's own types stand under the interface they implement. */
export const templateByHand: ReadonlyMap<string, ReadonlyMap<PartnerKind, Sign>> = new Map(
  rows.flatMap(([type, fields, signs]) =>
    // Only signs stand in the table.
    fields.split(" ").map((field) => [`${type}.${field}`, byKind(signs) as Signs] as const),
  ),
);

type Signs = ReadonlyMap<PartnerKind, Sign>;

/** @throws Error when the table does not say. */
export function signOf(field: string, kind: PartnerKind): Sign {
  const sign = templateByHand.get(field)?.get(kind);
  if (sign === undefined) throw new Error(`no sign says whether ${kind} sees ${field}`);
  return sign;
}

/** @throws Error when the table does not say. */
export function verdictOutsideTheGraph(
  row: keyof typeof rowsOutsideTheGraph,
  kind: PartnerKind,
): "+" | "!" | "-" {
  const verdict = byKind(rowsOutsideTheGraph[row]).get(kind);
  if (verdict === undefined) throw new Error(`no sign says whether ${kind} sees "${row}"`);
  // No other stands in the table.
  return verdict as "+" | "!" | "-";
}

function byKind(signs: string): ReadonlyMap<PartnerKind, string> {
  if (signs.length !== columns.length) throw new Error(`"${signs}" is not one sign a column`);
  return new Map(columns.map((kind, index) => [kind, signs.charAt(index)]));
}
