import {
  type Convention,
  conventionSdl,
  type Family,
  type GlossaryEntry,
  type GlossarySection,
  glossaryOf,
  type LandlordParty,
  type Partner,
  type Purpose,
  rulesOf,
  signatureRoll,
  type TerritoryKind,
} from "@palier/schema";
import { federatedSchema, type ResolverMap, type SignatureQuestion } from "@palier/subgraph-kit";
import type { GraphQLSchema } from "graphql";
import { LandlordResolver } from "./landlord/landlord.resolver.js";
import { listResolvers } from "./list/lists.js";
import { anyMonthIn } from "./publication/month-scalar.js";
import { PublishedMonths } from "./publication/published-months.js";
import { SiteResolver } from "./site/site.resolver.js";
import { type TerritoryInMonth, TerritoryResolver } from "./territory/territory.resolver.js";
import { TerritoryDirectory } from "./territory/territory-directory.js";
import type { TrendSpan } from "./territory/trend-months.js";
import { ViewerTerritories } from "./territory/viewer-territories.js";
import type { RequestContext } from "./viewer/request-context.js";
import {
  type InLanguage,
  inLanguage,
  ViewerResolver,
  type VisibilityTerm,
} from "./viewer/viewer.resolver.js";

/** The resolvers of the convention's types. */
interface ConventionResolvers {
  readonly convention: Convention;
  readonly published: PublishedMonths;
  readonly territories: TerritoryResolver;
  readonly sites: SiteResolver;
  readonly landlords: LandlordResolver;
  readonly viewers: ViewerResolver;
  readonly signatures: SignatureQuestion;
}

/**
 * The contract of `conventionSdl`. Where the context of a request has a viewer, territories outside
 * the viewer's scope do not exist.
 *
 * @param clock Decides which months are published.
 * @param signatures Absent: none has been collected.
 */
export function createConventionSubgraph(
  convention: Convention,
  clock: () => Date,
  signatures: SignatureQuestion = () =>
    signatureRoll([convention], { signatures: [], since: new Map() }, clock()),
): GraphQLSchema {
  const slugs = convention.landlords.map(({ slug }) => slug);
  const published = new PublishedMonths(convention.publication, clock);
  const directory = new TerritoryDirectory(convention);
  const seen = new ViewerTerritories(directory);
  const parts: ConventionResolvers = {
    convention,
    published,
    territories: new TerritoryResolver(directory, seen, published),
    sites: new SiteResolver(slugs),
    landlords: new LandlordResolver(convention.landlords),
    viewers: new ViewerResolver(convention),
    signatures,
  };
  const lists = listResolvers({ territories: directory, seen, published }, slugs);
  const ofTerritories = territories(parts);
  return federatedSchema({
    sdl: conventionSdl(slugs),
    scalars: { Month: anyMonthIn },
    resolvers: {
      Query: queries(parts),
      ...agreement(parts),
      ...viewers(parts),
      ...lists,
      ...ofTerritories,
      Territory: { ...ofTerritories.Territory, ...lists.Territory },
    },
  });
}

type OneMonth = { readonly month?: string | null };

function queries({
  convention,
  territories,
  sites,
  landlords,
  viewers,
}: ConventionResolvers): ResolverMap<RequestContext>["Query"] {
  return {
    territory: (
      _root: unknown,
      { code, month }: OneMonth & { code: string },
      context: RequestContext,
    ) => territories.one(code, month, context),
    territories: (
      _root: unknown,
      { kind, month }: OneMonth & { kind?: TerritoryKind | null },
      context: RequestContext,
    ) => territories.all(kind, month, context),
    site: (_root: unknown, { id }: { id: string }) => sites.site(id),
    convention: () => convention,
    landlords: () => landlords.all(),
    viewer: (_root: unknown, _args: unknown, { viewer }: RequestContext) => viewers.terms(viewer),
  };
}

function agreement({
  published,
  territories,
  landlords,
  signatures,
}: ConventionResolvers): ResolverMap<RequestContext> {
  return {
    Convention: {
      validFrom: ({ validity }: Convention) => validity.from,
      validUntil: ({ validity }: Convention) => validity.until,
      gridVersion: ({ grid }: Convention) => grid,
      families: (convention: Convention) => rulesOf(convention).nomenclature.families,
      glossary: (convention: Convention) => glossaryOf(convention),
      months: () => published.all().toReversed(),
      signatures: () => signatures(),
      accessRecords: () => landlords.accessRecords(),
    },
    FamilyTerm: {
      label: ({ label }: Family, language: InLanguage) => inLanguage(label, language),
    },
    GlossarySection: {
      title: ({ title }: GlossarySection, language: InLanguage) => inLanguage(title, language),
    },
    GlossaryEntry: {
      term: ({ term }: GlossaryEntry, language: InLanguage) => inLanguage(term, language),
      meaning: ({ meaning }: GlossaryEntry, language: InLanguage) => inLanguage(meaning, language),
      points: ({ points }: GlossaryEntry, language: InLanguage) =>
        points.map((point) => inLanguage(point, language)),
    },
    Partner: {
      scope: ({ scope }: Partner, _args: unknown, context: RequestContext) =>
        territories.lately(scope, context),
    },
    Landlord: {
      __resolveReference: (key: unknown) => landlords.byKey(key),
      declaredDwellings: (landlord: LandlordParty) =>
        landlords.declaredDwellings(landlord, published.now()),
    },
  };
}

function viewers({ viewers }: ConventionResolvers): ResolverMap<RequestContext> {
  return {
    PurposeTerm: {
      code: (purpose: Purpose) => purpose,
      label: (purpose: Purpose, args: InLanguage) => viewers.label(purpose, args),
    },
    VisibilityTerm: {
      row: (term: VisibilityTerm) => viewers.row(term),
      value: (term: VisibilityTerm) => viewers.value(term),
      verdict: (term: VisibilityTerm) => viewers.verdict(term),
      needsPurpose: (term: VisibilityTerm) => viewers.needsPurpose(term),
      title: (term: VisibilityTerm, args: InLanguage) => viewers.title(term, args),
      meaning: (term: VisibilityTerm, args: InLanguage) => viewers.meaning(term, args),
      explanation: (term: VisibilityTerm, args: InLanguage) => viewers.explanation(term, args),
      fields: (term: VisibilityTerm) => viewers.fields(term),
    },
  };
}

function territories({ territories }: ConventionResolvers): ResolverMap<RequestContext> {
  const inMonth = {
    __resolveReference: (key: unknown, context: RequestContext) => territories.byKey(key, context),
    code: ({ territory }: TerritoryInMonth) => territory.code,
    contributions: (parent: TerritoryInMonth) => territories.contributions(parent),
    expected: (parent: TerritoryInMonth) => territories.expected(parent),
  };
  return {
    TrendPoint: { ...inMonth, incidentCounts: (parent: TerritoryInMonth) => parent },
    MonthIncidents: {
      ...inMonth,
      contributions: (parent: TerritoryInMonth) => territories.countContributions(parent),
    },
    Territory: {
      ...inMonth,
      name: ({ territory }: TerritoryInMonth) => territory.name,
      kind: ({ territory }: TerritoryInMonth) => territory.kind,
      population: ({ territory }: TerritoryInMonth) => territory.population,
      center: ({ territory }: TerritoryInMonth) => territory.center,
      communes: (parent: TerritoryInMonth) => territories.communes(parent),
      trend: (parent: TerritoryInMonth, span: TrendSpan) => territories.trend(parent, span),
      incidentCounts: (parent: TerritoryInMonth, span: TrendSpan) =>
        territories.incidentCounts(parent, span),
    },
  };
}
