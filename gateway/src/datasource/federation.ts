import { type GraphQLSchema, isInterfaceType } from "graphql";
import type { FailureReason } from "./subgraph-failure.js";
import { SubgraphOperations } from "./subgraph-operation.js";

/** The subgraphs that the platform runs itself; every other is a landlord's, named by its slug. */
const platformSubgraphs: ReadonlySet<string> = new Set(["convention", "classification"]);

/** Interfaces of what landlords bring to totals; each says in `status` why it is missing. */
const countedInterfaces = ["Contribution", "SitePage", "ActionPage"];

/** What the data sources of one supergraph share. */
export interface Federation {
  readonly operations: SubgraphOperations;
  readonly countedTypes: ReadonlySet<string>;
}

/** @param schema Every type of every subgraph. */
export function createFederation(schema: GraphQLSchema): Federation {
  return { operations: new SubgraphOperations(schema), countedTypes: countedTypes(schema) };
}

export function isLandlordName(subgraph: string): boolean {
  return !platformSubgraphs.has(subgraph);
}

/** Called for each failure, so that it can be written down somewhere. */
export type FailureListener = (subgraph: string, reason: FailureReason, detail: string) => void;

function countedTypes(schema: GraphQLSchema): ReadonlySet<string> {
  const names = countedInterfaces.flatMap((name) => {
    const type = schema.getType(name);
    return isInterfaceType(type) ? schema.getPossibleTypes(type).map((object) => object.name) : [];
  });
  return new Set(names);
}
