import { longestSlug } from "../ground/landlord-slug.js";
import { longestTexts } from "../ground/longest-texts.js";
import { nomenclature1 } from "../nomenclature/nomenclature-1.js";
import { codePattern } from "../nomenclature/parse-nomenclature.js";
import {
  actionPage,
  actionSites,
  askedDay,
  askedFamily,
  askedMonth,
  askedPage,
  asTyped,
  code,
  type Domain,
  incidents,
  list,
  ownSiteId,
  ownSlug,
  pastMonth,
  rowsOfMonths,
  sitePage,
  spoiling,
  text,
  within,
} from "./domain.js";

const name = text(longestTexts.name);
/** A partner's code is written as a slug. */
const partnerCode = code(longestSlug, /^[a-z][a-z0-9-]*$/);
const sentences = text(2_000);
const title = text(longestTexts.title);
const cursor = text(600);
const axis = within(1, 5);
const level = within(1, 4);
const levelOrZero = within(0, 4);
/** Nobody's stock comes near it, and four hundred landlords still add up within GraphQL's Int. */
const stock = within(0, 5_000_000);
const sum = within(0, 2_147_483_647);
const families = nomenclature1.families.length;
/** Of what the convention names: landlords, territories, partners. */
const parties = list(10_000);
const territoryCode = code(40, /^[A-Za-z0-9-]+$/);

/**
 * What every field of every subgraph may hold. A field of an interface stands for that field of every
 * type that implements it. A field without an entry cannot be served: gateways refuse to start.
 */
export const answerDomains: Readonly<Record<string, Readonly<Record<string, Domain>>>> = {
  Site: {
    id: ownSiteId,
    lookup: ownSiteId,
    name,
    commune: asTyped,
    priorityDistrict: asTyped,
    address: text(longestTexts.address),
    location: asTyped,
    dwellings: within(1, 5_000_000),
    landlord: asTyped,
    classification: asTyped,
    history: rowsOfMonths(36, 60),
    incidentCounts: rowsOfMonths(12, 36, families),
    incidents: asTyped,
    actions: list(1_000),
  },
  Classification: {
    month: spoiling(askedMonth(36)),
    status: asTyped,
    level: spoiling(level),
    computedLevel: spoiling(level),
    heldLevel: spoiling(level),
    since: spoiling(pastMonth),
    decision: asTyped,
    gridVersion: within(1, 1_000),
    closedMonths: within(0, 12),
    gates: list(3),
  },
  LevelDecision: { level, reason: text(longestTexts.reason), from: pastMonth, until: asTyped },
  Gate: { level: within(2, 4), met: asTyped, conditions: list(10) },
  GateCondition: {
    measure: asTyped,
    families: list(families),
    threshold: within(0, 1_000_000),
    observed: spoiling(within(0, 1_000_000)),
    met: asTyped,
  },
  IncidentCount: {
    month: spoiling(askedMonth(12)),
    family: asTyped,
    count: spoiling(incidents),
    status: asTyped,
  },
  IncidentConnection: { edges: askedPage, pageInfo: asTyped },
  IncidentEdge: { cursor, node: asTyped },
  Incident: {
    id: text(100),
    category: asTyped,
    day: spoiling(askedDay),
    timeBand: asTyped,
    place: asTyped,
    severity: within(1, 4),
    complaintReference: text(longestTexts.complaintReference),
    target: asTyped,
    followUp: asTyped,
  },
  Category: { code: code(40, codePattern), family: spoiling(askedFamily), label: name },
  Action: {
    id: text(40),
    axis,
    title,
    status: asTyped,
    dueDate: asTyped,
    responsibleParty: name,
    partner: partnerCode,
    changedOn: asTyped,
  },
  Commune: { code: code(5, /^[0-9][0-9AB][0-9]{3}$/), name },
  PriorityDistrict: { code: territoryCode, name },
  Location: { longitude: within(-180, 180), latitude: within(-90, 90) },
  PageInfo: {
    hasNextPage: asTyped,
    hasPreviousPage: asTyped,
    startCursor: cursor,
    endCursor: cursor,
  },

  Contribution: { id: text(200), status: asTyped, tallies: list(5) },
  LevelTally: { level: levelOrZero, sites: stock, dwellings: stock },
  SitePage: { id: text(600), status: asTyped, sites: sitePage, matching: stock },
  SiteLevel: { id: ownSiteId, level: levelOrZero, dwellings: within(1, 5_000_000) },
  ActionPage: { id: text(600), status: asTyped, actions: actionPage, tallies: list(20) },
  SiteAction: {
    site: ownSiteId,
    sites: actionSites,
    id: text(40),
    axis,
    title,
    status: asTyped,
    dueDate: asTyped,
    responsibleParty: name,
    partner: partnerCode,
    changedOn: asTyped,
  },
  ActionTally: { axis, status: asTyped, actions: stock },

  AccessRecord: { id: ownSlug, landlord: asTyped, months: list(12), counts: list(12 * 6) },
  // Null would be somebody who proved nothing.
  AccessCount: {
    month: asTyped,
    kind: spoiling(asTyped),
    operations: sum,
    refused: sum,
    partlyRefused: sum,
  },

  Query: {
    territory: asTyped,
    territories: parties,
    site: asTyped,
    convention: asTyped,
    landlords: parties,
    viewer: asTyped,
  },
  Convention: {
    reference: territoryCode,
    version: sum,
    title: sentences,
    validFrom: asTyped,
    validUntil: asTyped,
    gridVersion: within(1, 1_000),
    families: list(families),
    months: list(1_200),
    landlords: parties,
    partners: parties,
    signatures: parties,
    accessRecords: parties,
  },
  ConventionSignature: {
    version: sum,
    party: text(40),
    name: sentences,
    role: asTyped,
    state: asTyped,
    signedOn: asTyped,
    since: asTyped,
    due: asTyped,
  },
  FamilyTerm: { code: asTyped, label: name },
  Correspondent: { role: sentences, email: name },
  Partner: {
    code: text(40),
    kind: asTyped,
    name: sentences,
    correspondent: asTyped,
    scope: parties,
  },
  Viewer: { partner: asTyped, purposes: list(100), visibility: list(100) },
  PurposeTerm: { code: text(40), label: name },
  VisibilityTerm: {
    row: asTyped,
    title: sentences,
    value: asTyped,
    verdict: asTyped,
    needsPurpose: asTyped,
    meaning: sentences,
    explanation: sentences,
    fields: list(1_000),
  },
  Landlord: { slug: ownSlug, name: sentences, correspondent: asTyped, declaredDwellings: sum },
  Territory: {
    code: territoryCode,
    month: asTyped,
    name: sentences,
    kind: asTyped,
    population: sum,
    communes: list(40_000),
    center: asTyped,
    contributions: parties,
    expected: parties,
    levels: list(5),
    coverage: asTyped,
    sites: asTyped,
    actions: asTyped,
    trend: list(60),
  },
  TrendPoint: {
    code: territoryCode,
    month: asTyped,
    contributions: parties,
    expected: parties,
    levels: list(5),
    coverage: asTyped,
  },
  ExpectedContribution: {
    contribution: text(200),
    landlord: text(40),
    dwellings: sum,
    least: sum,
    most: sum,
  },
  LevelShare: {
    level: spoiling(level),
    sites: sum,
    dwellings: sum,
    share: spoiling(within(0, 1)),
  },
  Coverage: {
    landlordsExpected: sum,
    landlordsAnswered: sum,
    dwellingsExpected: sum,
    dwellingsKnown: sum,
    landlords: parties,
  },
  LandlordCoverage: {
    landlord: asTyped,
    status: asTyped,
    expectedDwellings: sum,
    dwellings: spoiling(sum),
    belowDeclared: asTyped,
  },
  SiteConnection: {
    id: text(600),
    pages: parties,
    expected: parties,
    declared: parties,
    edges: list(200),
    pageInfo: asTyped,
    totalCount: sum,
    missing: parties,
  },
  SiteEdge: { cursor, level: spoiling(level), dwellings: sum, node: asTyped },
  ActionConnection: {
    id: text(600),
    pages: parties,
    expected: parties,
    edges: list(200),
    pageInfo: asTyped,
    totalCount: sum,
    counts: list(20),
    missing: parties,
  },
  ActionEdge: { cursor, node: asTyped, site: asTyped, sites: list(50) },
  ActionCount: { axis, status: asTyped, actions: sum },
  MissingLandlord: { landlord: asTyped, status: asTyped },
};
