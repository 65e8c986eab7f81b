import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema } from "graphql";
import type { FetchContext, SubgraphDataSource } from "../datasource/subgraph-data-source.js";
import { type EntityFetch, entityFetchesOf } from "./entity-fetches.js";

/** In `extensions` of an error that is about a list although its path leads to the first in it. */
export const ofWholeList = "palierOfWholeList";

/** What another planner sends to a subgraph. */
export interface PlannedFetch {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

interface Part {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly GraphQLError[];
}

/**
 * Asks a subgraph as our own planner would; what failed of it is told in its place.
 *
 * @param types as the subgraph declares them.
 */
export async function askPlanned(
  source: Pick<SubgraphDataSource, "ask">,
  types: GraphQLSchema,
  { document, variables = {} }: PlannedFetch,
  context: FetchContext,
): Promise<ExecutionResult> {
  const parts = await Promise.all(
    entityFetchesOf(document, types).map((each) => askPart(source, each, variables, context)),
  );
  const errors = parts.flatMap((part) => part.errors);
  const data = parts.some((part) => part.data === null)
    ? null
    : Object.assign({}, ...parts.map((part) => part.data));
  return errors.length > 0 ? { data, errors } : { data };
}

async function askPart(
  source: Pick<SubgraphDataSource, "ask">,
  { alias, representations, query, variables: names }: EntityFetch,
  given: Readonly<Record<string, unknown>>,
  context: FetchContext,
): Promise<Part> {
  const kept = Object.entries(given).filter(([name]) => names.includes(name));
  const variables = Object.fromEntries(kept);
  if (representations !== null) variables.representations = given[representations];
  const isList = Array.isArray(variables.representations) && variables.representations.length > 1;
  const { data, errors = [] } = await source.ask({ query, variables }, context, isList);
  return {
    data: !data || alias === null ? (data ?? null) : { [alias]: data._entities },
    errors: errors.map(({ message, path = [], extensions = {} }) => {
      const [first, ...rest] = path;
      if (alias === null) return new GraphQLError(message, { path, extensions });
      if (first === "_entities") {
        return new GraphQLError(message, { path: [alias, ...rest], extensions });
      }
      // Planners find the place of an entity, not of a list: cut off again once that is done.
      const marked = { ...extensions, [ofWholeList]: true };
      return new GraphQLError(message, { path: [alias, 0], extensions: marked });
    }),
  };
}
