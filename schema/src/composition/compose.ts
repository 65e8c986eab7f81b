import { composeServices } from "@apollo/composition";
import { lexicographicSortSchema, parse, printSchema } from "graphql";
import { CompositionError } from "../ground/errors.js";
import { slugProblems } from "./slug-problems.js";
import { classificationSdl, conventionSdl, landlordSdl } from "./subgraph-sdl.js";

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
