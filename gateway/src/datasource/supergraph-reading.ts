import {
  ConfigurationError,
  type Domains,
  domainsOf,
  IncompleteDomainsError,
} from "@palier/schema";
import { type GraphQLSchema, isInterfaceType } from "graphql";
import type { Supergraph } from "../graph/supergraph.js";
import { SubgraphOperations } from "./subgraph-operation.js";

/** Interfaces of what landlords bring to totals; each says in `status` why it is missing. */
const countedInterfaces = [
  "Contribution",
  "CountContribution",
  "SitePage",
  "ChangePage",
  "ActionPage",
];

/** What the data sources of one supergraph share. */
export interface SupergraphReading {
  /** Of one subgraph, as that declares its types. */
  readonly operationsOf: (subgraph: string) => SubgraphOperations;
  readonly countedTypes: ReadonlySet<string>;
  /** Types that one subgraph alone resolves: what it does not know does not exist. */
  readonly isSoleSource: (subgraph: string, typeName: string) => boolean;
}

/** Over all subgraphs about as many operations as there are fetches in the plans kept by the gateway. */
const mostKept = 2_000;
const leastKept = 50;

type Parts = Pick<Supergraph, "types" | "subgraphs" | "resolvers">;

/** @throws ConfigurationError naming fields that no answer could be checked of. */
export function readingOf(
  { types, subgraphs, resolvers }: Parts,
  domains: Domains = knownDomains(types),
): SupergraphReading {
  return {
    operationsOf: (name) => {
      const schema = subgraphs.get(name);
      if (schema === undefined) throw new Error(`The supergraph has no subgraph ${name}`);
      return new SubgraphOperations(
        { schema, supergraph: types, domains },
        Math.max(leastKept, Math.ceil(mostKept / subgraphs.size)),
      );
    },
    countedTypes: countedTypes(types),
    isSoleSource: (name, typeName) => {
      const found = resolvers.get(typeName);
      return found?.size === 1 && found.has(name);
    },
  };
}

function knownDomains(types: GraphQLSchema): Domains {
  try {
    return domainsOf(types);
  } catch (error) {
    if (!(error instanceof IncompleteDomainsError)) throw error;
    throw new ConfigurationError(error.problems.map((problem) => `PALIER_SUPERGRAPH: ${problem}`));
  }
}

function countedTypes(schema: GraphQLSchema): ReadonlySet<string> {
  const names = countedInterfaces.flatMap((name) => {
    const type = schema.getType(name);
    return isInterfaceType(type) ? schema.getPossibleTypes(type).map((object) => object.name) : [];
  });
  return new Set(names);
}
