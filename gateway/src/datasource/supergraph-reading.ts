import { type GraphQLSchema, isInterfaceType } from "graphql";
import { SubgraphOperations } from "./subgraph-operation.js";

/** Interfaces of what landlords bring to totals; each says in `status` why it is missing. */
const countedInterfaces = ["Contribution", "SitePage", "ActionPage"];

/** What the data sources of one supergraph share. */
export interface SupergraphReading {
  readonly operations: SubgraphOperations;
  readonly countedTypes: ReadonlySet<string>;
}

/** @param types every type of every subgraph. */
export function readingOf(types: GraphQLSchema): SupergraphReading {
  return { operations: new SubgraphOperations(types), countedTypes: countedTypes(types) };
}

function countedTypes(schema: GraphQLSchema): ReadonlySet<string> {
  const names = countedInterfaces.flatMap((name) => {
    const type = schema.getType(name);
    return isInterfaceType(type) ? schema.getPossibleTypes(type).map((object) => object.name) : [];
  });
  return new Set(names);
}
