import {
  type ActionSelection,
  actionPageId,
  actionSelectionId,
  type ChangeSelection,
  changePageId,
  changeSelectionId,
  contributionId,
  landlordTypeNames,
  monthNumber,
  monthText,
  nomenclature1,
  type SiteSelection,
  sitePageId,
  siteSelectionId,
} from "@palier/schema";
import { type GraphQLSchema, Kind, parse } from "graphql";
import { lastMonth } from "../access/access-convention.js";
import { entryOf } from "../access/matrix.js";
import { type AskedPlace, isComposite } from "../access/ways.js";
import { type Body, entitiesBody } from "./stolen-gateway.js";

/** A field of one subgraph, asked without the gateway. */
export interface StraightQuestion {
  /** Coordinates on the way, the field itself last. */
  readonly coordinates: readonly string[];
  readonly keys: readonly string[];
  body(place: AskedPlace): Body;
}

/** Fields that lead to a type from an entity of the first one, or from the root. */
const waysAtLandlord: Readonly<Record<string, string>> = {
  Site: "",
  Commune: "Site.commune",
  PriorityDistrict: "Site.priorityDistrict",
  Location: "Site.location",
  Landlord: "Site.landlord",
  Classification: "Site.classification",
  LevelDecision: "Site.classification Classification.decision",
  Gate: "Site.classification Classification.gates",
  GateCondition: "Site.classification Classification.gates Gate.conditions",
  LevelRestatement: "Site.restatements",
  IncidentCount: "Site.incidentCounts",
  IncidentConnection: "Site.incidents",
  PageInfo: "Site.incidents IncidentConnection.pageInfo",
  IncidentEdge: "Site.incidents IncidentConnection.edges",
  Incident: "Site.incidents IncidentConnection.edges IncidentEdge.node",
  IncidentPattern: "Site.incidentPattern",
  PatternMonth: "Site.incidentPattern IncidentPattern.months",
  PatternTime: "Site.incidentPattern IncidentPattern.times",
  PatternPlaceCount: "Site.incidentPattern IncidentPattern.places",
  PatternFamily: "Site.incidentPattern IncidentPattern.families",
  Category: "Site.incidents IncidentConnection.edges IncidentEdge.node Incident.category",
  Action: "Site.actions",
  Contribution: "",
  LevelTally: "Contribution.tallies",
  FormerTallies: "Contribution.formers",
  CountContribution: "",
  CountTally: "CountContribution.counts",
  SitePage: "",
  SiteLevel: "SitePage.sites",
  ChangePage: "",
  ChangeTally: "ChangePage.tallies",
  SiteChange: "ChangePage.sites",
  ActionPage: "",
  SiteAction: "ActionPage.actions",
  ActionTally: "ActionPage.tallies",
  AccessRecord: "",
  AccessCount: "AccessRecord.counts",
};

const waysAtConvention: Readonly<Record<string, string>> = {
  Query: "",
  Viewer: "Query.viewer",
  PurposeTerm: "Query.viewer Viewer.purposes",
  VisibilityTerm: "Query.viewer Viewer.visibility",
  Convention: "Query.convention",
  FamilyTerm: "Query.convention Convention.families",
  GlossarySection: "Query.convention Convention.glossary",
  GlossaryEntry: "Query.convention Convention.glossary GlossarySection.entries",
  AccessRecord: "Query.convention Convention.accessRecords",
  ConventionSignature: "Query.convention Convention.signatures",
  Partner: "Query.convention Convention.partners",
  Correspondent: "Query.landlords Landlord.correspondent",
  Landlord: "Query.landlords",
  Territory: "Query.territory",
  Commune: "Query.territory Territory.communes",
  Location: "Query.territory Territory.center",
  TrendPoint: "Query.territory Territory.trend",
  ExpectedContribution: "Query.territory Territory.expected",
  Contribution: "Query.territory Territory.contributions",
  MonthIncidents: "Query.territory Territory.incidentCounts",
  CountContribution: "Query.territory Territory.incidentCounts MonthIncidents.contributions",
  SiteConnection: "Query.territory Territory.sites",
  SitePage: "Query.territory Territory.sites SiteConnection.pages",
  LevelChangeConnection: "Query.territory Territory.changes",
  ChangePage: "Query.territory Territory.changes LevelChangeConnection.pages",
  ActionConnection: "Query.territory Territory.actions",
  ActionPage: "Query.territory Territory.actions ActionConnection.pages",
  Site: "Query.site",
};

const waysAtClassification: Readonly<Record<string, string>> = {
  Territory: "",
  TrendPoint: "",
  LevelShare: "Territory.levels",
  TerritoryRestatement: "Territory.restatements",
  Coverage: "Territory.coverage",
  LandlordCoverage: "Territory.coverage Coverage.landlords",
  Landlord: "Territory.coverage Coverage.landlords LandlordCoverage.landlord",
  ExpectedContribution: "Territory.expected",
  Contribution: "Territory.contributions",
  LevelTally: "Territory.contributions Contribution.tallies",
  FormerTallies: "Territory.contributions Contribution.formers",
  MonthIncidents: "",
  FamilyIncidents: "MonthIncidents.counts",
  IncidentTotal: "MonthIncidents.counts FamilyIncidents.year",
  CountContribution: "MonthIncidents.contributions",
  CountTally: "MonthIncidents.contributions CountContribution.counts",
  SiteConnection: "",
  PageInfo: "SiteConnection.pageInfo",
  SiteEdge: "SiteConnection.edges",
  Site: "SiteConnection.edges SiteEdge.node",
  SitePage: "SiteConnection.pages",
  SiteLevel: "SiteConnection.pages SitePage.sites",
  MissingLandlord: "SiteConnection.missing",
  LevelChangeConnection: "",
  LevelChangeCount: "LevelChangeConnection.counts",
  LevelChangeEdge: "LevelChangeConnection.edges",
  ChangePage: "LevelChangeConnection.pages",
  ChangeTally: "LevelChangeConnection.pages ChangePage.tallies",
  SiteChange: "LevelChangeConnection.pages ChangePage.sites",
  ActionConnection: "",
  ActionEdge: "ActionConnection.edges",
  Action: "ActionConnection.edges ActionEdge.node",
  ActionCount: "ActionConnection.counts",
  ActionPage: "ActionConnection.pages",
  SiteAction: "ActionConnection.pages ActionPage.actions",
  ActionTally: "ActionConnection.pages ActionPage.tallies",
};

const ways = {
  lisiere: waysAtLandlord,
  convention: waysAtConvention,
  classification: waysAtClassification,
};
export type AskedSubgraph = keyof typeof ways;

/** Every field of the object types of a subgraph's contract. */
export function fieldsIn(sdl: string): string[] {
  return parse(sdl).definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION
      ? (definition.fields ?? []).map(({ name }) => `${definition.name.value}.${name.value}`)
      : [],
  );
}

export function straightQuestion(
  subgraph: AskedSubgraph,
  coordinate: string,
  schema: GraphQLSchema,
): StraightQuestion {
  const [type = "", field = ""] = coordinate.split(".");
  const [entryType = ""] = entryOf(coordinate).split(".");
  const way = ways[subgraph][entryType];
  if (way === undefined) throw new Error(`no way leads to ${type} in ${subgraph}`);
  const steps = way.split(" ").filter((step) => step !== "");
  const names = steps.map((step) => step.split(".")[1] ?? "");
  const leaf = `${withArguments(coordinate)}${isComposite(coordinate, schema) ? " { __typename }" : ""}`;
  // What stands behind an interface is asked of this landlord's type.
  const innermost = type === entryType ? leaf : `... on ${type} { ${leaf} }`;
  const selection = steps.reduceRight(
    (inner, step) => `${withArguments(step)} { ${inner} }`,
    innermost,
  );
  const start = steps[0]?.split(".")[0] ?? entryType;
  const isFromRoot = start === "Query";
  return {
    coordinates: [...steps, coordinate],
    keys: [...(isFromRoot ? [] : ["_entities"]), ...names, field],
    body: (place) =>
      isFromRoot
        ? { query: `{ ${placed(selection, place)} }` }
        : entitiesBody(representation(start, place), selection),
  };
}

function withArguments(coordinate: string): string {
  const [type, field = ""] = coordinate.split(".");
  if (type === "Query" && ["territory", "site"].includes(field)) return `${field}($)`;
  return coordinate === `${names.sitePage}.nodes` ? `${field}(first: 10)` : field;
}

function placed(selection: string, { territory, site }: AskedPlace): string {
  return selection
    .replace("territory($)", `territory(code: "${territory}")`)
    .replace("site($)", `site(id: "${site}")`);
}

const names = landlordTypeNames("lisiere");
const monthBefore = monthText(monthNumber(lastMonth) - 1);

/** What stands for an entity of a type, with whatever its subgraph is told about it. */
function representation(type: string, { territory, site }: AskedPlace) {
  const key = { landlord: "lisiere", territory, month: lastMonth } as const;
  const selection: SiteSelection = { ...key, levels: null, first: 10, after: null };
  const contribution = { __typename: names.contribution, id: contributionId(key) };
  const countContribution = {
    __typename: names.countContribution,
    id: contributionId(key),
  };
  const page = {
    __typename: names.sitePage,
    id: sitePageId({ ...selection, landlord: "lisiere" }),
  };
  const plan: ActionSelection = { ...key, axis: null, first: 10, after: null };
  const actionPage = {
    __typename: names.actionPage,
    id: actionPageId({ ...plan, landlord: "lisiere" }),
  };
  const changes: ChangeSelection = { ...key, since: monthBefore, first: 10, after: null };
  const changePage = {
    __typename: names.changePage,
    id: changePageId({ ...changes, landlord: "lisiere" }),
  };
  // Of the second nothing came.
  const expected = ["lisiere", "orme"];
  const figures = { level: 4, dwellings: 120 };
  const bounds = { dwellings: 120, least: 108, most: 132 };
  const declared = { contribution: contribution.id, landlord: "lisiere", ...bounds };
  switch (type) {
    case "Site":
      return { __typename: names.site, id: site };
    case "Contribution":
      return contribution;
    case "CountContribution":
      return countContribution;
    case "SitePage":
      return page;
    case "ChangePage":
      return changePage;
    case "ActionPage":
      return actionPage;
    case "AccessRecord":
      return { __typename: names.accessRecord, id: "lisiere" };
    case "SiteConnection":
      return {
        __typename: "SiteConnection",
        id: siteSelectionId(selection),
        pages: [{ ...page, status: "ANSWERED", matching: 1, sites: [{ id: site, ...figures }] }],
        expected,
        declared: [declared],
      };
    case "MonthIncidents":
      return {
        __typename: "MonthIncidents",
        code: territory,
        month: lastMonth,
        contributions: [
          { ...countContribution, status: "ANSWERED", dwellings: 120, counts: incidentsOf() },
        ],
        expected: [declared],
      };
    case "LevelChangeConnection":
      return {
        __typename: "LevelChangeConnection",
        id: changeSelectionId(changes),
        pages: [{ ...changePage, status: "ANSWERED", listStatus: "ANSWERED", ...changesOf(site) }],
        expected,
        declared: [declared],
      };
    case "ActionConnection":
      return {
        __typename: "ActionConnection",
        id: actionSelectionId(plan),
        pages: [{ ...actionPage, status: "ANSWERED", ...planOf(site) }],
        expected,
      };
    default:
      return {
        __typename: type,
        code: territory,
        month: lastMonth,
        contributions: [{ ...contribution, status: "ANSWERED", ...levelsOf(figures) }],
        expected: [declared],
      };
  }
}

/** What a contribution says of one site, and said of it before. */
function levelsOf(figures: { readonly level: number; readonly dwellings: number }) {
  const tallies = [{ ...figures, sites: 1 }];
  const former = { restatedOn: "2025-12-02", reason: "DECISION", tallies: [] };
  return { tallies, formers: [former] };
}

/** Nine incidents of every family in every span. */
function incidentsOf() {
  const spans = Object.entries({ MONTH: 1, YEAR: 12, YEAR_BEFORE: 12 });
  return spans.flatMap(([span, months]) =>
    nomenclature1.families.map(({ code: family }) => ({
      ...{ family, span, months },
      ...{ count: 9, status: "VALUE", isPartial: false },
    })),
  );
}

/** One change, as a landlord's page brings it. */
function changesOf(site: string) {
  const levels = { before: 1, after: 4 };
  return {
    tallies: [{ ...levels, sites: 1, dwellings: 120, decided: 1 }],
    matching: 1,
    sites: [{ id: site, ...levels, heldBefore: 1, heldAfter: 3, computedAfter: 3, dwellings: 120 }],
  };
}

/** One action, as a landlord's page brings it. */
function planOf(site: string) {
  const kind = { axis: 3, status: "PLANNED" };
  const words = { title: "Caves", dueDate: "2025-12-31", responsibleParty: "Bailleur" };
  const later = { sites: [site], partner: "police-melun", changedOn: "2025-12-01" };
  return {
    actions: [{ id: "1", site, ...kind, ...words, ...later }],
    tallies: [{ ...kind, actions: 1 }],
  };
}
