import { composeServices } from "@apollo/composition";
import { lexicographicSortSchema, parse, printSchema } from "graphql";
import { CompositionError } from "../ground/errors.js";
import { isLandlordSlug, slugRule, typePrefix } from "../ground/landlord-slug.js";
import {
  classificationSdl,
  contractTypeNames,
  conventionSdl,
  landlordSdl,
  landlordTypeSuffixes,
} from "./subgraph-sdl.js";

/** What composition needs to know of a subgraph. */
export interface SubgraphEndpoint {
  /** `convention`, `classification`, or a landlord's slug. */
  readonly name: string;
  /** Where the gateway reaches its GraphQL endpoint. */
  readonly url: string;
}

/** One graph of all landlords, as its two kinds of reader need it. */
export interface ComposedGraph {
  /** For gateways: where each field is served, and what only they ask. */
  readonly supergraph: string;
  /** For callers: what they may ask, whoever serves it. */
  readonly graph: string;
}

/** The parts of one federation. */
export interface Federation {
  readonly landlords: readonly { readonly slug: string; readonly endpoint: string }[];
  readonly convention: string;
  readonly classification: string;
}

/** Names a landlord cannot take: they are the other subgraphs' own. */
const reservedSlugs: ReadonlySet<string> = new Set(["convention", "classification", "gateway"]);

/**
 * Type names of the contract that a landlord's would be as well, by prefix: a landlord `expected`
 * would own `ExpectedContribution`.
 */
const contractTypes: ReadonlyMap<string, string> = new Map(
  contractTypeNames().flatMap((name) =>
    landlordTypeSuffixes
      .filter((suffix) => name.endsWith(suffix) && name !== suffix)
      .map((suffix) => [name.slice(0, -suffix.length), name] as const),
  ),
);

/**
 * Composes the supergraph of any number of landlords.
 *
 * @returns supergraph SDL, the same for the same input.
 * @throws CompositionError listing every problem found: slugs that are no valid names, two
 *   landlords with one slug or with slugs that give one type name, a slug that gives a type name
 *   of the contract, and what composition reports.
 */
export function composeSupergraph(federation: Federation): string {
  return composeGraph(federation).supergraph;
}

/**
 * The supergraph with the schema that callers know of it.
 *
 * @throws CompositionError as composeSupergraph does.
 */
export function composeGraph(federation: Federation): ComposedGraph {
  const slugs = federation.landlords.map(({ slug }) => slug);
  const problems = slugProblems(slugs);
  if (problems.length > 0) throw new CompositionError(problems);
  const { errors, schema, supergraphSdl } = composeServices([
    {
      name: "convention",
      url: federation.convention,
      typeDefs: parse(conventionSdl(slugs)),
    },
    {
      name: "classification",
      url: federation.classification,
      typeDefs: parse(classificationSdl(slugs)),
    },
    ...federation.landlords.map(({ slug, endpoint }) => ({
      name: slug,
      url: endpoint,
      typeDefs: parse(landlordSdl(slug)),
    })),
  ]);
  if (schema === undefined || supergraphSdl === undefined) {
    throw new CompositionError((errors ?? []).map((error) => error.message));
  }
  const callers = schema.toAPISchema().toGraphQLJSSchema();
  return {
    supergraph: supergraphSdl,
    graph: `${printSchema(lexicographicSortSchema(callers))}\n`,
  };
}

/** Every reason why these slugs cannot stand side by side; empty when they can. */
export function slugProblems(slugs: readonly string[]): string[] {
  const problems: string[] = [];
  if (slugs.length === 0) problems.push("A federation needs at least one landlord");
  const byPrefix = new Map<string, string>();
  for (const slug of slugs) {
    if (!isLandlordSlug(slug)) {
      problems.push(`"${slug}" is not a landlord's slug: ${slugRule}`);
      continue;
    }
    if (reservedSlugs.has(slug)) {
      problems.push(`"${slug}" is the name of another part of the platform; take another slug`);
    }
    const prefix = typePrefix(slug);
    const contractType = contractTypes.get(prefix);
    if (contractType !== undefined) {
      problems.push(
        `The slug "${slug}" gives the type name ${contractType}, which the contract has already; take another slug`,
      );
    }
    const other = byPrefix.get(prefix);
    if (other === slug) problems.push(`Two landlords have the slug "${slug}"`);
    else if (other !== undefined) {
      problems.push(`The slugs "${other}" and "${slug}" give the same type name ${prefix}Site`);
    }
    byPrefix.set(prefix, slug);
  }
  return problems;
}
