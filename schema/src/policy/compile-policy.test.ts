import { buildSchema, extendSchema, isInterfaceType, isObjectType, parse } from "graphql";
import { type PartnerKind, partnerKinds } from "../access/partner-kind.js";
import { templateTerms } from "../access/template.js";
import type { Visibility } from "../access/visibility.js";
import { landlordSdl } from "../composition/subgraph-sdl.js";
import { fieldsOfCells } from "./cells.js";
import { compilePolicy, IncompletePolicyError } from "./compile-policy.js";
import { type AccessDecision, isEverShown, needsPurpose } from "./policy.js";
import { apiSchema, graphSchema } from "./schema.fixture.js";

const graph = graphSchema();
const policyOf = (kind: PartnerKind) => compilePolicy(templateTerms, kind, graph);

/**
 * The matrix of the convention's template written a second time, field by field, by hand.
 * Columns: POLICE, JUSTICE, MUNICIPALITY, LANDLORD, COORDINATOR. `+` shown, `-` denied,
 * `3` at levels 3 and 4, `g` gates only, `s` small cells withheld, `p` with a purpose,
 * `c` complaint and purpose, `x` the gateway's own.
 */
const matrix = `
  Query.territory + + + + +
  Query.territories + + + + +
  Query.site + + + + +
  Query.convention + + + + +
  Query.landlords + + + + +
  Query.viewer + + + + +
  Viewer.partner + + + + +
  Viewer.purposes + + + + +
  Viewer.visibility + + + + +
  PurposeTerm.code + + + + +
  PurposeTerm.label + + + + +
  VisibilityTerm.row + + + + +
  VisibilityTerm.title + + + + +
  VisibilityTerm.value + + + + +
  VisibilityTerm.verdict + + + + +
  VisibilityTerm.needsPurpose + + + + +
  VisibilityTerm.meaning + + + + +
  VisibilityTerm.explanation + + + + +
  VisibilityTerm.fields + + + + +
  Convention.reference + + + + +
  Convention.version + + + + +
  Convention.title + + + + +
  Convention.validFrom + + + + +
  Convention.validUntil + + + + +
  Convention.gridVersion + + + + +
  Convention.families + + + + +
  FamilyTerm.code + + + + +
  FamilyTerm.label + + + + +
  Convention.months + + + + +
  Convention.landlords + + + + +
  Convention.partners + + + + +
  Correspondent.role + + + + +
  Correspondent.email + + + + +
  Partner.code + + + + +
  Partner.kind + + + + +
  Partner.name + + + + +
  Partner.correspondent + + + + +
  Partner.scope + + + + +
  Landlord.slug + + + + +
  Landlord.name + + + + +
  Landlord.correspondent + + + + +
  Landlord.declaredDwellings + + + + +
  Commune.code + + + + +
  Commune.name + + + + +
  PriorityDistrict.code + + + + +
  PriorityDistrict.name + + + + +
  Location.longitude + + + + +
  Location.latitude + + + + +
  Category.code + + + + +
  Category.family + + + + +
  Category.label + + + + +
  PageInfo.hasNextPage + + + + +
  PageInfo.hasPreviousPage + + + + +
  PageInfo.startCursor + + + + +
  PageInfo.endCursor + + + + +
  Territory.code + + + + +
  Territory.month + + + + +
  Territory.name + + + + +
  Territory.kind + + + + +
  Territory.population + + + + +
  Territory.communes + + + + +
  Territory.center + + + + +
  Territory.contributions x x x x x
  Territory.expected x x x x x
  Territory.levels + + + + +
  Territory.coverage + + + + +
  Territory.trend + + + + +
  Territory.sites + + + + +
  Territory.actions + + + + +
  TrendPoint.code + + + + +
  TrendPoint.month + + + + +
  TrendPoint.contributions x x x x x
  TrendPoint.expected x x x x x
  TrendPoint.levels + + + + +
  TrendPoint.coverage + + + + +
  LevelShare.level + + + + +
  LevelShare.sites + + + + +
  LevelShare.dwellings + + + + +
  LevelShare.share + + + + +
  Coverage.landlordsExpected + + + + +
  Coverage.landlordsAnswered + + + + +
  Coverage.dwellingsExpected + + + + +
  Coverage.dwellingsKnown + + + + +
  Coverage.landlords + + + + +
  LandlordCoverage.landlord + + + + +
  LandlordCoverage.status + + + + +
  LandlordCoverage.expectedDwellings + + + + +
  LandlordCoverage.dwellings + + + + +
  SiteConnection.id x x x x x
  SiteConnection.pages x x x x x
  SiteConnection.expected x x x x x
  SiteConnection.edges + + + + +
  SiteConnection.pageInfo + + + + +
  SiteConnection.totalCount + + + + +
  SiteConnection.missing + + + + +
  MissingLandlord.landlord + + + + +
  MissingLandlord.status + + + + +
  ActionConnection.id x x x x x
  ActionConnection.pages x x x x x
  ActionConnection.expected x x x x x
  ActionConnection.edges + + + + +
  ActionConnection.pageInfo + + + + +
  ActionConnection.totalCount + + + + +
  ActionConnection.counts + + + + +
  ActionConnection.missing + + + + +
  ActionEdge.cursor + + + + +
  ActionEdge.node + + + + +
  ActionEdge.site + + + + +
  ActionCount.axis + + + + +
  ActionCount.status + + + + +
  ActionCount.actions + + + + +
  SiteEdge.cursor + + + + +
  SiteEdge.level + + + + +
  SiteEdge.dwellings + + + + +
  SiteEdge.node + + + + +
  Site.id + + + + +
  Site.lookup x x x x x
  Site.name + + + + +
  Site.commune + + + + +
  Site.priorityDistrict + + + + +
  Site.dwellings + + + + +
  Site.landlord + + + + +
  Site.classification + + + + +
  Site.history + + + + +
  Site.address + 3 - - -
  Site.location + 3 - - -
  Site.incidentCounts + + s - s
  Site.incidents p c - - -
  Site.actions + + + + +
  Classification.month + + + + +
  Classification.status + + + + +
  Classification.level + + + + +
  Classification.computedLevel + + + + +
  Classification.heldLevel + + + + +
  Classification.since + + + + +
  Classification.decision + + + + +
  Classification.gridVersion + + + + +
  Classification.closedMonths + + + + +
  Classification.gates + + g - g
  Gate.level + + g - g
  Gate.met + + g - g
  Gate.conditions + + g - g
  GateCondition.measure + + g - g
  GateCondition.families + + g - g
  GateCondition.threshold + + g - g
  GateCondition.met + + - - -
  GateCondition.observed + + - - -
  LevelDecision.level + + + + +
  LevelDecision.from + + + + +
  LevelDecision.until + + + + +
  LevelDecision.reason + + - - -
  IncidentCount.month + + s - s
  IncidentCount.family + + s - s
  IncidentCount.count + + s - s
  IncidentCount.status + + s - s
  IncidentConnection.edges p c - - -
  IncidentConnection.pageInfo p c - - -
  IncidentEdge.cursor p c - - -
  IncidentEdge.node p c - - -
  Incident.id p c - - -
  Incident.category p c - - -
  Incident.day p c - - -
  Incident.timeBand p c - - -
  Incident.place p c - - -
  Incident.severity p c - - -
  Incident.complaintReference - p - - -
  Action.id + + + + +
  Action.axis + + + + +
  Action.title + + + + +
  Action.status + + + + +
  Action.dueDate + + + + +
  Action.responsibleParty + + + + +
  ExpectedContribution.contribution x x x x x
  ExpectedContribution.landlord x x x x x
  ExpectedContribution.dwellings x x x x x
  Contribution.id x x x x x
  Contribution.status x x x x x
  Contribution.tallies x x x x x
  SitePage.id x x x x x
  SitePage.status x x x x x
  SitePage.sites x x x x x
  SitePage.matching x x x x x
  ActionPage.id x x x x x
  ActionPage.status x x x x x
  ActionPage.actions x x x x x
  ActionPage.tallies x x x x x
  SiteAction.site x x x x x
  SiteAction.id x x x x x
  SiteAction.axis x x x x x
  SiteAction.title x x x x x
  SiteAction.status x x x x x
  SiteAction.dueDate x x x x x
  SiteAction.responsibleParty x x x x x
  ActionTally.axis x x x x x
  ActionTally.status x x x x x
  ActionTally.actions x x x x x
  LevelTally.level x x x x x
  LevelTally.sites x x x x x
  LevelTally.dwellings x x x x x
  SiteLevel.id x x x x x
  SiteLevel.level x x x x x
  SiteLevel.dwellings x x x x x
`
  .trim()
  .split("\n")
  .map((line) => line.trim().split(" "));

const signs: Readonly<Record<AccessDecision, string>> = {
  granted: "+",
  exact: "+",
  denied: "-",
  "level-3-and-4": "3",
  "gates-only": "g",
  "small-cells-withheld": "s",
  "with-purpose": "p",
  "complaint-and-purpose": "c",
  counts: "-",
  "own-node": "-",
  "gateway-only": "x",
};

it.each(partnerKinds)("grants %s what the matrix says, field by field", (kind) => {
  const { access } = policyOf(kind);
  const column = partnerKinds.indexOf(kind);
  const expected = new Map<string, string>();
  for (const [entry = "", ...row] of matrix) {
    const [type = "", field] = entry.split(".");
    const implementing = ["Site", "Contribution", "SitePage", "ActionPage"].includes(type)
      ? ["Lisiere", "Heronniere"].map((prefix) => `${prefix}${type}.${field}`)
      : [];
    for (const coordinate of [entry, ...implementing]) {
      expected.set(coordinate, row[column] ?? "");
    }
  }
  const actual = [...access].map(([coordinate, { decision }]) => [coordinate, signs[decision]]);
  expect(Object.fromEntries(actual)).toEqual(Object.fromEntries(expected));
});

it("has an entry for every field of the graph", () => {
  const { access } = policyOf("POLICE");
  const fields = Object.values(graph.getTypeMap())
    .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith("__"))
    .flatMap((type) =>
      "getFields" in type
        ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
        : [],
    );
  expect([...access.keys()].sort()).toEqual(fields.sort());
});

it("covers the API schema and a landlord's own schema too", () => {
  const api = compilePolicy(templateTerms, "JUSTICE", apiSchema());
  expect([...api.access.values()].map(({ decision }) => decision)).not.toContain("gateway-only");
  const node = buildSchema(
    `${landlordSdl("lisiere")} type Query { _service: _Service! } type _Service { sdl: String }`,
    {
      assumeValid: true,
      assumeValidSDL: true,
    },
  );
  const { access } = compilePolicy(templateTerms, "JUSTICE", node);
  expect(access.get("LisiereSite.address")).toEqual({
    decision: "level-3-and-4",
    cell: "site-address",
    entry: "Site.address",
  });
});

it("names every field that has no cell", () => {
  const wider = extendSchema(
    graph,
    parse("extend type Incident { reporter: String } extend type Query { incidents: [Incident] }"),
    { assumeValid: true },
  );
  expect(() => compilePolicy(templateTerms, "POLICE", wider)).toThrow(
    new IncompletePolicyError(["Incident.reporter has no cell", "Query.incidents has no cell"]),
  );
});

it("names every entry that names no field, and every field with two cells", () => {
  const fields = {
    ...fieldsOfCells,
    personal: { Incident: "reporter" },
    actions: { ...fieldsOfCells.actions, Site: "actions address", LisiereSite: "name" },
  };
  expect(() => compilePolicy(templateTerms, "POLICE", graph, fields)).toThrow(
    new IncompletePolicyError([
      'Incident.reporter, in "personal", names no field',
      'Site.address is in "site-address" and in "actions"',
      'LisiereSite.name, in "actions", names no field',
      "LisiereSite.name has several cells: LisiereSite.name, Site.name",
    ]),
  );
});

it("denies under a value that nobody knows, and serves no kind that nobody knows", () => {
  const row = { ...templateTerms.visibility.actions, POLICE: "perhaps" };
  // What a matrix that was never read from a file could hold.
  const visibility = { ...templateTerms.visibility, actions: row } as unknown as Visibility;
  const { access } = compilePolicy({ ...templateTerms, visibility }, "POLICE", graph);
  expect(access.get("Action.title")?.decision).toBe("denied");
  expect(isEverShown("perhaps" as AccessDecision)).toBe(false);
  for (const kind of ["SPY", "constructor", "__proto__"]) {
    expect(() => compilePolicy(templateTerms, kind as PartnerKind, graph)).toThrow(
      `"${kind}" is no kind of partner`,
    );
  }
});

it("shows the fields of a row under some values only, and under some for a purpose only", () => {
  const decisions = Object.keys(signs) as AccessDecision[];
  expect(decisions.filter((decision) => !isEverShown(decision))).toEqual([
    "denied",
    "counts",
    "own-node",
    "gateway-only",
  ]);
  expect(decisions.filter(needsPurpose)).toEqual(["with-purpose", "complaint-and-purpose"]);
});
