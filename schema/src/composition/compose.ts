import { composeServices } from "@apollo/composition";
import { lexicographicSortSchema, parse, printSchema } from "graphql";
import { CompositionError } from "../ground/errors.js";
import { type Federation, subgraphsOf } from "./federation.js";

export { breakingChanges } from "./breaking-changes.js";
export type { Federation, SubgraphEndpoint } from "./federation.js";

/** One graph of all landlords, as its two kinds of reader need it. */
export interface ComposedGraph {
  /** For gateways: where each field is served, and what only they ask. */
  readonly supergraph: string;
  /** For callers: what they may ask, whoever serves it. */
  readonly graph: string;
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
  const { errors, schema, supergraphSdl } = composeServices(
    subgraphsOf(federation).map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (schema === undefined || supergraphSdl === undefined) {
    throw new CompositionError((errors ?? []).map((error) => error.message));
  }
  const callers = schema.toAPISchema().toGraphQLJSSchema();
  return {
    supergraph: supergraphSdl,
    graph: `${printSchema(lexicographicSortSchema(callers))}\n`,
  };
}
