import { Supergraph } from "@apollo/federation-internals";
import { buildOperationContext, executeQueryPlan, type ServiceMap } from "@apollo/gateway";
import type { QueryPlan } from "@apollo/query-planner";
import type { ApolloServerOptionsWithGateway } from "@apollo/server";
import type { FetchContext } from "../datasource/subgraph-data-source.js";
import { type AskedOperation, Executor } from "../execution/executor.js";
import { checkScalars } from "../graph/check-scalars.js";

type ApolloGraph = ApolloServerOptionsWithGateway<object>["gateway"];
type Executing = NonNullable<Awaited<ReturnType<ApolloGraph["load"]>>["executor"]>;

/** What asks a subgraph, for plans that are followed here and for those that are not. */
type Source = ServiceMap[string] & {
  ask(
    question: Parameters<AskedOperation["ask"]>[1],
    context: FetchContext,
    isList: boolean,
    along: Parameters<AskedOperation["ask"]>[3],
  ): ReturnType<AskedOperation["ask"]>;
};

export interface PlannedGraphParts {
  readonly supergraphSdl: string;
  /** What asks a subgraph. */
  readonly connect: (name: string, url: string) => Source;
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
  const sources = new Map(
    supergraph.subgraphsMetadata().map(({ name, url }) => [name, connect(name, url)]),
  );
  const own = new Executor(ofCallers, types);
  const services: ServiceMap = Object.fromEntries(sources);
  const executor: Executing = async (request) => {
    const { document, request: sent, context } = request;
    const asked: AskedOperation = {
      plan: planOf(context),
      document,
      operationName: sent.operationName,
      variables: sent.variables ?? {},
      ask: (subgraph, question, isList, along) => {
        const source = sources.get(subgraph);
        if (source === undefined) throw new Error(`a plan asks ${subgraph}, which is no subgraph`);
        // The data sources read it as such.
        return source.ask(question, context as FetchContext, isList, along);
      },
    };
    // What asks about the schema itself asks no subgraph.
    const execute = own.canAnswer(asked)
      ? () => own.execute(asked)
      : () => executeQueryPlan(asked.plan, services, request, contextOf(request), types, ofCallers);
    let result = await execute();
    // Each time one landlord more is left out, and of the others nothing is asked again.
    while (isToRepeat(context)) result = await execute();
    return result;
  };
  const contextOf = ({ document, request }: Parameters<Executing>[0]) =>
    buildOperationContext({
      schema: apiSchema,
      operationDocument: document,
      ...(request.operationName && { operationName: request.operationName }),
    });
  return {
    onSchemaLoadOrUpdate: (tell) => {
      tell({ apiSchema, coreSupergraphSdl: supergraphSdl });
      return () => undefined;
    },
    load: async () => ({ executor }),
    stop: async () => undefined,
  };
}
