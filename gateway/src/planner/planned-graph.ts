import { Supergraph } from "@apollo/federation-internals";
import { buildOperationContext, executeQueryPlan, type ServiceMap } from "@apollo/gateway";
import type { QueryPlan } from "@apollo/query-planner";
import type { ApolloServerOptionsWithGateway } from "@apollo/server";
import { checkScalars } from "../graph/check-scalars.js";

type ApolloGraph = ApolloServerOptionsWithGateway<object>["gateway"];
type Executor = NonNullable<Awaited<ReturnType<ApolloGraph["load"]>>["executor"]>;

export interface PlannedGraphParts {
  readonly supergraphSdl: string;
  /** What asks a subgraph. */
  readonly connect: (name: string, url: string) => ServiceMap[string];
  /** The plan of the operation that a request's context is about. */
  readonly planOf: (context: object) => QueryPlan;
  /** Whether what was answered cannot stand, and is to be asked for once more. */
  readonly isToRepeat: (context: object) => boolean;
}

/**
 * The graph that a supergraph makes, answered by plans that were made beside: the gateway's own thread
 * has no planner.
 *
 * @throws when the text is no supergraph of this version.
 */
export function plannedGraph({
  supergraphSdl,
  connect,
  planOf,
  isToRepeat,
}: PlannedGraphParts): ApolloGraph {
  const supergraph = Supergraph.build(supergraphSdl, { validateSupergraph: true });
  const ofCallers = supergraph.apiSchema();
  const apiSchema = checkScalars(ofCallers.toGraphQLJSSchema());
  const types = supergraph.schema.toGraphQLJSSchema();
  const sources: ServiceMap = Object.fromEntries(
    supergraph.subgraphsMetadata().map(({ name, url }) => [name, connect(name, url)]),
  );
  const executor: Executor = async (request) => {
    const context = buildOperationContext({
      schema: apiSchema,
      operationDocument: request.document,
      ...(request.request.operationName && { operationName: request.request.operationName }),
    });
    const plan = planOf(request.context);
    const execute = () => executeQueryPlan(plan, sources, request, context, types, ofCallers);
    let result = await execute();
    // Each time one landlord more is left out, and of the others nothing is asked again.
    while (isToRepeat(request.context)) result = await execute();
    return result;
  };
  return {
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema, coreSupergraphSdl: supergraphSdl });
      return () => undefined;
    },
    load: async () => ({ executor }),
    stop: async () => undefined,
  };
}
