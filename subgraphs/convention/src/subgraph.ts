import {
  type Convention,
  conventionSdl,
  type LandlordParty,
  type Partner,
  type SiteSelection,
  type TerritoryKind,
} from "@palier/schema";
import { federatedSchema, type ResolverMap } from "@palier/subgraph-kit";
import type { GraphQLSchema } from "graphql";
import { LandlordResolver } from "./landlord/landlord.resolver.js";
import { anyMonthIn } from "./publication/month-scalar.js";
import { PublishedMonths } from "./publication/published-months.js";
import { SiteResolver } from "./site/site.resolver.js";
import type { SiteArguments } from "./site/site-arguments.js";
import { type TerritoryInMonth, TerritoryResolver } from "./territory/territory.resolver.js";
import { TerritoryDirectory } from "./territory/territory-directory.js";
import type { TrendSpan } from "./territory/trend-months.js";
import type { RequestContext } from "./viewer/request-context.js";
import { ViewerTerritories } from "./viewer/viewer-territories.js";

/** The resolvers of the convention's types. */
interface ConventionResolvers {
  readonly convention: Convention;
  readonly published: PublishedMonths;
  readonly territories: TerritoryResolver;
  readonly sites: SiteResolver;
  readonly landlords: LandlordResolver;
}

/**
 * The contract of `conventionSdl`. Where the context of a request has a viewer, territories outside
 * the viewer's scope do not exist.
 *
 * @param clock Decides which months are published.
 */
export function createConventionSubgraph(convention: Convention, clock: () => Date): GraphQLSchema {
  const slugs = convention.landlords.map(({ slug }) => slug);
  const published = new PublishedMonths(convention.publication, clock);
  const directory = new TerritoryDirectory(convention);
  const seen = new ViewerTerritories(directory);
  const parts: ConventionResolvers = {
    convention,
    published,
    territories: new TerritoryResolver(directory, seen, published),
    sites: new SiteResolver(directory, seen, published, slugs),
    landlords: new LandlordResolver(convention.landlords),
  };
  return federatedSchema({
    sdl: conventionSdl(slugs),
    scalars: { Month: anyMonthIn },
    resolvers: {
      Query: queries(parts),
      ...agreement(parts),
      ...territories(parts),
      SiteConnection: {
        __resolveReference: (key: unknown, context: RequestContext) =>
          parts.sites.byKey(key, context),
        id: (selection: SiteSelection) => parts.sites.id(selection),
        pages: (selection: SiteSelection) => parts.sites.pages(selection),
      },
    },
  });
}

type OneMonth = { readonly month?: string | null };

function queries({ convention, territories, sites, landlords }: ConventionResolvers) {
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
  };
}

function agreement({
  published,
  territories,
  landlords,
}: ConventionResolvers): ResolverMap<RequestContext> {
  return {
    Convention: {
      validFrom: ({ validity }: Convention) => validity.from,
      validUntil: ({ validity }: Convention) => validity.until,
      gridVersion: ({ grid }: Convention) => grid,
      months: () => published.all().toReversed(),
    },
    Partner: {
      scope: ({ scope }: Partner, _args: unknown, context: RequestContext) =>
        territories.lately(scope, context),
    },
    Landlord: {
      __resolveReference: (key: unknown) => landlords.byKey(key),
      declaredDwellings: (landlord: LandlordParty) => landlords.declaredDwellings(landlord),
    },
  };
}

function territories({ territories, sites }: ConventionResolvers): ResolverMap<RequestContext> {
  const inMonth = {
    __resolveReference: (key: unknown, context: RequestContext) => territories.byKey(key, context),
    code: ({ territory }: TerritoryInMonth) => territory.code,
    contributions: (parent: TerritoryInMonth) => territories.contributions(parent),
    expected: (parent: TerritoryInMonth) => territories.expected(parent),
  };
  return {
    TrendPoint: inMonth,
    Territory: {
      ...inMonth,
      name: ({ territory }: TerritoryInMonth) => territory.name,
      kind: ({ territory }: TerritoryInMonth) => territory.kind,
      population: ({ territory }: TerritoryInMonth) => territory.population,
      center: ({ territory }: TerritoryInMonth) => territory.center,
      communes: (parent: TerritoryInMonth) => territories.communes(parent),
      sites: (parent: TerritoryInMonth, args: SiteArguments) => sites.selection(parent, args),
      trend: (parent: TerritoryInMonth, span: TrendSpan) => territories.trend(parent, span),
    },
  };
}
