import {
  type Convention,
  type Disclosure,
  landlordSdl,
  landlordTypeNames,
  type Narrowing,
  type Policy,
  type Rules,
  rulesOf,
  type Viewer,
} from "@palier/schema";
import { federatedSchema, type ResolverMap } from "@palier/subgraph-kit";
import type { GraphQLSchema } from "graphql";
import type { DataSource, EntityManager } from "typeorm";
import { AccessRecordResolver, accessRecord } from "./access-record/access-record.resolver.js";
import { ActionResolver } from "./action/action.resolver.js";
import { ActionPageReferences } from "./action/action-page.reference.js";
import {
  ClassificationResolver,
  SiteClassificationResolver,
} from "./classification/classification.resolver.js";
import { ClassificationService } from "./classification/classification.service.js";
import { GateService } from "./classification/gate.service.js";
import { ChangePageReferences } from "./contribution/change-page.reference.js";
import {
  ContributionReferences,
  FormerTalliesResolver,
} from "./contribution/contribution.reference.js";
import { CountContributionReferences } from "./contribution/count-contribution.reference.js";
import { DueParts } from "./contribution/due-part.js";
import { PublishedTerritories } from "./contribution/published-territories.js";
import { SitePageReferences, SitePageResolver } from "./contribution/site-page.reference.js";
import { CategoryResolver } from "./incident/category.resolver.js";
import { IncidentResolver } from "./incident/incident.resolver.js";
import { IncidentService } from "./incident/incident.service.js";
import { IncidentCountService } from "./incident/incident-count.service.js";
import { IncidentPatternResolver } from "./pattern/incident-pattern.resolver.js";
import { IncidentPatternService } from "./pattern/incident-pattern.service.js";
import { contextFactory, type RequestContext } from "./request-context.js";
import { RestatementResolver } from "./restatement/restatement.resolver.js";
import { SiteReferences } from "./site/site.reference.js";
import { TerritoryDirectory } from "./territory/territory-directory.js";
import { buildTypedSchema, type Resolvers, typedResolvers } from "./typed-schema.js";
import { audiences } from "./viewer/audiences.js";
import { unconditional } from "./viewer/row-conditions.js";

/** What a landlord's subgraph is made of. */
export interface LandlordParts {
  readonly slug: string;
  /** The landlord's own database, open and up to date. */
  readonly store: Pick<DataSource, "manager">;
  readonly convention: Convention;
  /** Decides which months are published. */
  readonly clock: () => Date;
  /** What the landlord shows less than the convention grants; nothing when absent. */
  readonly narrowing?: Narrowing;
}

/** What the server needs of a landlord. */
export interface LandlordSubgraph {
  /** Not guarded: what a field is granted is the policies' matter. */
  readonly schema: GraphQLSchema;
  /** One a kind of partner, as the landlord narrows it. */
  readonly policies: readonly Policy[];
  /** Makes the context of one request while nobody signs in: nothing is kept back. */
  readonly createContext: () => RequestContext;
  /**
   * Makes the context of one request of a viewer, whose partner the landlord may have paused.
   *
   * @param manager of the session in which it reads; absent: the store's.
   */
  readonly createViewerContext: (
    viewer: Viewer,
    isPaused: boolean,
    manager?: EntityManager,
  ) => RequestContext;
}

/**
 * The contract of `landlordSdl(slug)` over the landlord's store.
 *
 * @throws ConfigurationError when the convention asks for a grid that this version does not know, or
 *   the landlord would show more than the convention grants.
 */
export async function createLandlordSubgraph(parts: LandlordParts): Promise<LandlordSubgraph> {
  const { slug, store, convention, narrowing = {} } = parts;
  const rules = rulesOf(convention);
  const territories = new TerritoryDirectory(convention);
  const published = new PublishedTerritories(territories, convention.publication, parts.clock);
  const typed = await buildTypedSchema(
    slug,
    createResolvers(rules, convention.disclosure, parts.clock),
  );
  const schema = federatedSchema({
    sdl: landlordSdl(slug),
    resolvers: merged(
      typedResolvers<RequestContext>(typed),
      referenceResolvers(slug, territories, published, { rules, convention }),
    ),
  });
  const contextOf = contextFactory({
    store,
    grid: rules.grid,
    disclosure: convention.disclosure,
    published: () => published.months(),
  });
  const { policies, audienceOf } = audiences(schema, convention, narrowing);
  return {
    schema,
    policies,
    createContext: () => contextOf({ viewer: null, policy: null, conditions: unconditional }),
    createViewerContext: (viewer, isPaused, manager) =>
      contextOf(audienceOf(viewer, isPaused), manager),
  };
}

/** The objects that resolve fields with arguments. */
export function createResolvers(
  { grid, nomenclature }: Rules,
  disclosure: Disclosure,
  clock: () => Date,
): Resolvers {
  return [
    new SiteClassificationResolver(new ClassificationService(grid)),
    new RestatementResolver(),
    new FormerTalliesResolver(),
    new SitePageResolver(),
    new ClassificationResolver(new GateService(grid, nomenclature)),
    new IncidentResolver(
      new IncidentService(nomenclature),
      new IncidentCountService(nomenclature, disclosure),
    ),
    new IncidentPatternResolver(new IncidentPatternService(nomenclature)),
    new CategoryResolver(),
    new ActionResolver(),
    new AccessRecordResolver(clock),
  ];
}

/** Entity type → loader from the key that the gateway sends. */
function referenceResolvers(
  slug: string,
  territories: TerritoryDirectory,
  published: PublishedTerritories,
  { rules, convention }: { readonly rules: Rules; readonly convention: Convention },
) {
  const sites = new SiteReferences(slug, territories);
  const parts = new DueParts(slug, published);
  const contributions = new ContributionReferences(parts);
  const countContributions = new CountContributionReferences(
    parts,
    rules.nomenclature,
    convention.disclosure,
  );
  const sitePages = new SitePageReferences(slug, parts, sites);
  const changePages = new ChangePageReferences(slug, parts, published);
  const actionPages = new ActionPageReferences(slug, parts);
  const names = landlordTypeNames(slug);
  return {
    [names.site]: { __resolveReference: sites.resolve.bind(sites) },
    [names.contribution]: { __resolveReference: contributions.resolve.bind(contributions) },
    [names.countContribution]: {
      __resolveReference: countContributions.resolve.bind(countContributions),
    },
    [names.sitePage]: { __resolveReference: sitePages.resolve.bind(sitePages) },
    [names.changePage]: { __resolveReference: changePages.resolve.bind(changePages) },
    [names.actionPage]: { __resolveReference: actionPages.resolve.bind(actionPages) },
    [names.accessRecord]: { __resolveReference: (key: object) => accessRecord(slug, key) },
  };
}

/** Both maps' resolvers, type by type. */
function merged(
  fields: ResolverMap<RequestContext>,
  references: ResolverMap<RequestContext>,
): ResolverMap<RequestContext> {
  const entries = Object.entries(references).map(([type, loader]) => [
    type,
    { ...fields[type], ...loader },
  ]);
  return { ...fields, ...Object.fromEntries(entries) };
}
