import {
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from "graphql";
import { lastMonth } from "./access-convention.js";
import { entryOf } from "./matrix.js";

/** For each type, the fields that lead to it from the root of the graph. */
const ways: Readonly<Record<string, string>> = {
  Query: "",
  Viewer: "Query.viewer",
  PurposeTerm: "Query.viewer Viewer.purposes",
  VisibilityTerm: "Query.viewer Viewer.visibility",
  FamilyTerm: "Query.convention Convention.families",
  GlossarySection: "Query.convention Convention.glossary",
  GlossaryEntry: "Query.convention Convention.glossary GlossarySection.entries",
  Convention: "Query.convention",
  ConventionSignature: "Query.convention Convention.signatures",
  AccessRecord: "Query.convention Convention.accessRecords",
  AccessCount: "Query.convention Convention.accessRecords AccessRecord.counts",
  Partner: "Query.convention Convention.partners",
  Correspondent: "Query.convention Convention.partners Partner.correspondent",
  Landlord: "Query.landlords",
  Territory: "Query.territory",
  Location: "Query.territory Territory.center",
  TrendPoint: "Query.territory Territory.trend",
  LevelShare: "Query.territory Territory.levels",
  Coverage: "Query.territory Territory.coverage",
  TerritoryRestatement: "Query.territory Territory.restatements",
  LandlordCoverage: "Query.territory Territory.coverage Coverage.landlords",
  MonthIncidents: "Query.territory Territory.incidentCounts",
  FamilyIncidents: "Query.territory Territory.incidentCounts MonthIncidents.counts",
  IncidentTotal:
    "Query.territory Territory.incidentCounts MonthIncidents.counts FamilyIncidents.year",
  SiteConnection: "Query.territory Territory.sites",
  MissingLandlord: "Query.territory Territory.sites SiteConnection.missing",
  LevelChangeConnection: "Query.territory Territory.changes",
  LevelChangeCount: "Query.territory Territory.changes LevelChangeConnection.counts",
  LevelChangeEdge: "Query.territory Territory.changes LevelChangeConnection.edges",
  ActionConnection: "Query.territory Territory.actions",
  ActionEdge: "Query.territory Territory.actions ActionConnection.edges",
  ActionCount: "Query.territory Territory.actions ActionConnection.counts",
  PageInfo: "Query.territory Territory.sites SiteConnection.pageInfo",
  SiteEdge: "Query.territory Territory.sites SiteConnection.edges",
  Site: "Query.site",
  Commune: "Query.site Site.commune",
  PriorityDistrict: "Query.site Site.priorityDistrict",
  Classification: "Query.site Site.classification",
  LevelDecision: "Query.site Site.classification Classification.decision",
  Gate: "Query.site Site.classification Classification.gates",
  GateCondition: "Query.site Site.classification Classification.gates Gate.conditions",
  LevelRestatement: "Query.site Site.restatements",
  IncidentCount: "Query.site Site.incidentCounts",
  IncidentConnection: "Query.site Site.incidents",
  IncidentEdge: "Query.site Site.incidents IncidentConnection.edges",
  Incident: "Query.site Site.incidents IncidentConnection.edges IncidentEdge.node",
  IncidentPattern: "Query.site Site.incidentPattern",
  PatternMonth: "Query.site Site.incidentPattern IncidentPattern.months",
  PatternTime: "Query.site Site.incidentPattern IncidentPattern.times",
  PatternPlaceCount: "Query.site Site.incidentPattern IncidentPattern.places",
  PatternFamily: "Query.site Site.incidentPattern IncidentPattern.families",
  Category:
    "Query.site Site.incidents IncidentConnection.edges IncidentEdge.node Incident.category",
  Action: "Query.site Site.actions",
};

/** No landlord has closed it, nor the one before, so a list of sites or changes lacks them all. */
const openMonth = "2024-02";

/** Fields that say which landlords are missing. */
const absences = [
  "SiteConnection.missing",
  "LevelChangeConnection.missing",
  "LevelChangeConnection.notCounted",
];

/** What the arguments name. */
export interface AskedPlace {
  readonly territory: string;
  readonly site: string;
}

/** Fields of one type asked for, with the fields that lead to it. */
export interface Question {
  /** One text whatever the place, so that the gateway plans it once. */
  readonly query: string;

  /** Coordinates as the document has them, the asked ones last. */
  readonly coordinates: readonly string[];
  /** Keys in the answer's data, from the root to the first of the asked ones. */
  readonly keys: readonly string[];
}

/** The question for a field of the API schema, on the interface or on a landlord's own type. */
export function questionFor(coordinate: string, schema: GraphQLSchema): Question {
  return questionForAll([coordinate], schema);
}

/** One question for several fields of a type, of which all or none say what is absent. */
export function questionForAll(asked: readonly string[], schema: GraphQLSchema): Question {
  const [first = ""] = asked;
  const [type = ""] = first.split(".");
  const [entryType = ""] = entryOf(first).split(".");
  const way = (ways[entryType] ?? "").split(" ").filter((step) => step !== "");
  if (way.length === 0 && type !== "Query") throw new Error(`no way leads to ${type}`);
  const coordinates = [...way, ...asked];
  const month = coordinates.some(saysAbsent) ? `, month: "${openMonth}"` : "";
  const leaves = asked
    .map(
      (each) =>
        `${withArguments(each, month)}${isComposite(each, schema) ? " { __typename }" : ""}`,
    )
    .join(" ");
  const innermost = type === entryType ? leaves : `... on ${type} { ${leaves} }`;
  const selection = way.reduceRight(
    (inner, step) => `${withArguments(step, month)} { ${inner} }`,
    innermost,
  );
  const keys = [...way, first].map(fieldOf);
  const [root = ""] = keys;
  return {
    coordinates,
    keys,
    query: isPlaced(root) ? `query ($${root}: ID!) { ${selection} }` : `{ ${selection} }`,
  };
}

/** Whether a field lists something in an open month alone. */
export function saysAbsent(coordinate: string): boolean {
  return absences.includes(coordinate);
}

/** Keys from the root to another of the fields that a question asks for. */
export function keysTo({ keys }: Question, coordinate: string): readonly string[] {
  return [...keys.slice(0, -1), fieldOf(coordinate)];
}

/**
 * Every value that an answer has at the end of the keys, lists flattened; missing ones are null. An
 * object of another type than was asked about has none.
 */
export function valuesAt(data: unknown, keys: readonly string[]): unknown[] {
  if (Array.isArray(data)) return data.flatMap((each) => valuesAt(each, keys));
  const [key, ...rest] = keys;
  if (key === undefined) return [data ?? null];
  if (data === null || typeof data !== "object") return [null];
  if (!Object.hasOwn(data, key)) return [];
  return valuesAt((data as Readonly<Record<string, unknown>>)[key], rest);
}

function withArguments(coordinate: string, month: string): string {
  // Of the last month the whole year is closed.
  if (coordinate === "Territory.incidentCounts") return `incidentCounts(from: "${lastMonth}")`;
  if (coordinate === "Query.territory") return `territory(code: $territory${month})`;
  return coordinate === "Query.site" ? "site(id: $site)" : fieldOf(coordinate);
}

function fieldOf(coordinate: string): string {
  return coordinate.split(".")[1] ?? "";
}

/** Whether the root field takes a place, under a variable of its own name. */
function isPlaced(root: string): root is keyof AskedPlace {
  return root === "territory" || root === "site";
}

export function isComposite(coordinate: string, schema: GraphQLSchema): boolean {
  const [typeName = "", fieldName = ""] = coordinate.split(".");
  const type = schema.getType(typeName);
  const field =
    isObjectType(type) || isInterfaceType(type) ? type.getFields()[fieldName] : undefined;
  return isCompositeType(getNamedType(field?.type));
}
