import type { PolicyCell } from "./policy.js";

/**
 * Which fields each row of the visibility matrix stands for. A field of an interface stands for
 * that field of every type that implements it. Every field of the graph is in exactly one row.
 */
export const fieldsOfCells: Readonly<Record<PolicyCell, Readonly<Record<string, string>>>> = {
  "territory-figures": {
    Territory: "levels coverage trend changes restatements",
    TerritoryRestatement: "restatedOn reasons levels",
    TrendPoint: "levels coverage",
    // Who is missing in the incidents is no figure of them.
    MonthIncidents: "coverage",
    LevelShare: "level sites dwellings share",
    Coverage: "landlordsExpected landlordsAnswered dwellingsExpected dwellingsKnown landlords",
    LandlordCoverage: "landlord status expectedDwellings dwellings belowDeclared",
    // Without the sites: how many moved from which level to which is a trend of the totals.
    LevelChangeConnection: "since counts notCounted",
    LevelChangeCount: "move from to sites dwellings",
  },
  "site-identity": {
    Site: "name commune priorityDistrict dwellings landlord",
  },
  "site-level": {
    // Lists of sites are ordered by level, filtered by it, and their cursors hold it.
    Territory: "sites",
    SiteConnection: "edges pageInfo totalCount missing",
    SiteEdge: "cursor level dwellings node",
    Site: "classification history restatements",
    LevelRestatement: "month formerLevel restatedOn reason",
    // A landlord's only site in a territory would be known by it.
    TerritoryRestatement: "landlords",
    LevelChangeConnection: "edges pageInfo totalCount missing",
    LevelChangeEdge: "cursor move from to byDecision dwellings node",
    LevelChangeCount: "decided",
    Classification:
      "month status level computedLevel heldLevel since decision gridVersion closedMonths dwellings",
    LevelDecision: "level from until",
  },
  "site-address": {
    Site: "address location",
  },
  reasons: {
    Classification: "gates",
    LevelChangeEdge: "gate",
    Gate: "level met conditions",
    GateCondition: "measure families threshold observed met",
    // The landlord's own words may quote figures, or more.
    LevelDecision: "reason",
  },
  "incident-counts": {
    Site: "incidentCounts",
    IncidentCount: "month family count status",
  },
  "territory-counts": {
    Territory: "incidentCounts",
    TrendPoint: "incidentCounts",
    MonthIncidents: "code month counts",
    FamilyIncidents:
      "family count status isPartial perThousandDwellings year yearBefore changeOnYear",
    IncidentTotal: "count status isPartial perThousandDwellings",
  },
  "incident-detail": {
    Site: "incidents incidentPattern",
    IncidentConnection: "edges pageInfo",
    IncidentEdge: "cursor node",
    Incident: "id category day timeBand place severity",
    // Counts of what is read one by one: a small number of them is about as few households.
    IncidentPattern: "incidents months times places families",
    PatternMonth: "month incidents",
    PatternTime: "timeBand weekday incidents",
    PatternPlaceCount: "place incidents",
    PatternFamily: "family incidents",
  },
  "complaint-reference": {
    Incident: "complaintReference",
  },
  "incident-circumstances": {
    Incident: "target followUp",
  },
  // Free text, reporter, source and staff are in no federated type, and must not come into one.
  personal: {},
  actions: {
    Territory: "actions",
    ActionConnection: "edges pageInfo totalCount counts missing",
    ActionEdge: "cursor node site sites",
    ActionCount: "axis status actions",
    Site: "actions",
    Action: "id axis title status dueDate responsibleParty partner changedOn",
  },
  // Counts alone: the log itself is read at a landlord's own node.
  "access-log": {
    Convention: "accessRecords",
    AccessRecord: "id landlord months counts",
    AccessCount: "month kind operations refused partlyRefused",
  },
  reference: {
    Query: "territory territories site convention landlords viewer",
    Convention:
      "reference version title validFrom validUntil gridVersion families glossary months landlords partners signatures",
    ConventionSignature: "version party name role state signedOn since due",
    FamilyTerm: "code label",
    GlossarySection: "code title entries",
    GlossaryEntry: "code term meaning points",
    Viewer: "partner purposes visibility",
    PurposeTerm: "code label",
    VisibilityTerm: "row title value verdict needsPurpose meaning explanation fields",
    Correspondent: "role email",
    Partner: "code kind name correspondent scope",
    Landlord: "slug name correspondent declaredDwellings",
    Commune: "code name",
    PriorityDistrict: "code name",
    // Also the centre of a territory; a site's is kept by `Site.location`.
    Location: "longitude latitude",
    Territory: "code month name kind population communes center",
    TrendPoint: "code month",
    Site: "id",
    Category: "code family label",
    // Of lists of sites and of actions, each of which keeps its own way to them.
    MissingLandlord: "landlord status",
    PageInfo: "hasNextPage hasPreviousPage startCursor endCursor",
  },
  "gateway-only": {
    Territory: "contributions expected",
    TrendPoint: "contributions expected",
    MonthIncidents: "contributions expected",
    SiteConnection: "id pages expected declared",
    LevelChangeConnection: "id pages expected declared",
    ActionConnection: "id pages expected",
    Site: "lookup",
    ExpectedContribution: "contribution landlord dwellings least most",
    Contribution: "id status tallies formers",
    FormerTallies: "restatedOn reason tallies",
    CountContribution: "id status dwellings counts",
    CountTally: "family span count status isPartial months",
    SitePage: "id status sites nodes matching",
    ChangePage: "id status tallies listStatus sites matching",
    ChangeTally: "before after sites dwellings decided",
    SiteChange: "id before after heldBefore heldAfter computedAfter dwellings",
    ActionPage: "id status actions tallies",
    LevelTally: "level sites dwellings",
    SiteLevel: "id level dwellings",
    SiteAction: "site sites id axis title status dueDate responsibleParty partner changedOn",
    ActionTally: "axis status actions",
  },
};

/**
 * Reasons that stay hidden where only the gates are shown. A condition's outcome is among them: "fewer
 * than 3 violences" beside two withheld months would tell that each of them has exactly one.
 */
export const hiddenByGatesOnly: ReadonlySet<string> = new Set([
  "GateCondition.observed",
  "GateCondition.met",
  "LevelDecision.reason",
]);
