import { ConfigurationError, type Convention } from "@palier/schema";
import type { GraphQLSchema } from "graphql";

/** The graph of some landlords, ready to be asked. */
export interface ReadyGraph {
  /** Every type of every subgraph. */
  readonly types: GraphQLSchema;
  /** What some kind can be shown; null where another gateway makes it. */
  readonly apiSchema: GraphQLSchema | null;
}

/** The graphs of a convention's versions. */
export interface ReadyGraphs {
  /** @throws ConfigurationError, CompositionError where there is none of these landlords. */
  of(convention: Convention): Promise<ReadyGraph>;
  /** Of the others none is asked any more, once what is under way has ended. */
  keep(graphs: readonly ReadyGraph[]): void;
}

/** One graph and no other: that of a gateway that is started again for other landlords. */
export function onlyGraph(types: GraphQLSchema, subgraphs: Iterable<string>): ReadyGraphs {
  const names = new Set(subgraphs);
  return {
    of: async ({ landlords }) => {
      const known = landlords.filter(({ slug }) => names.has(slug));
      if (known.length < landlords.length || landlords.length + 2 !== names.size) {
        const slugs = landlords.map(({ slug }) => slug).join(", ");
        throw new ConfigurationError([
          `its landlords are ${slugs}; the graph is composed of others: compose it, and start this gateway again`,
        ]);
      }
      return { types, apiSchema: null };
    },
    keep: () => undefined,
  };
}
