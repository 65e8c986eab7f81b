import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { expressMiddleware } from "@as-integrations/express5";
import type { Log } from "@palier/service";
import type { RequestHandler, Response } from "express";
import type { GraphQLSchema } from "graphql";
import type { GatewayContext } from "./context.js";
import { costPlugin } from "./cost/cost-plugin.js";
import { openExtent } from "./cost/open-extent.js";
import type { Toll } from "./cost/toll.js";
import { payingAtDoor } from "./cost/tollgate.js";
import type { Subgraphs } from "./datasource/subgraphs.js";
import { judgePlugin } from "./door/judge-plugin.js";
import { mostTokens } from "./door/limits.js";
import { requireOperation } from "./door/require-operation.js";
import { answerPlugin } from "./errors/answer-plugin.js";
import { apolloLog, unexpectedErrors } from "./errors/apollo-log.js";
import { maskError } from "./errors/mask-error.js";
import type { ReadyGraph } from "./graph/ready-graph.js";
import type { Supergraph } from "./graph/supergraph.js";
import { RequestPlans } from "./planner/plan-plugin.js";
import { plannedGraph } from "./planner/planned-graph.js";
import { Planner } from "./planner/planner.js";
import { PlanningThread } from "./planner/planning-thread.js";
import { anybody } from "./turns/asker.js";

/** What one graph of some landlords is answered with; of each graph its own, but the toll. */
export interface ServedGraphParts {
  readonly supergraph: Supergraph;
  readonly subgraphs: Subgraphs;
  readonly toll: Toll;
  readonly knowsCallers: boolean;
  /** Which texts everybody may ask. */
  readonly documents: Parameters<typeof judgePlugin>[1];
  /** Texts that are planned before anybody asks them. */
  readonly expected: () => Iterable<string>;
  /** What every operation passes besides. */
  readonly door: readonly ApolloServerPlugin<GatewayContext>[];
  readonly contextOf: (response: Response) => GatewayContext;
  readonly log: Log;
}

/** Before a graph takes over, so many operations that were asked of the one before are planned, in so much time. */
const warming = { operations: 100, longestMs: 30_000 };

/** The graph of some landlords with all that answers it: requests end at the one that they began at. */
export class ServedGraph implements ReadyGraph {
  readonly supergraphSdl: string;
  readonly types: GraphQLSchema;
  apiSchema: GraphQLSchema | null = null;
  readonly subgraphs: Subgraphs;
  /** Where each subgraph is reached, by the supergraph. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly #planner: Planner;
  readonly #thread: PlanningThread;
  readonly #apollo: ApolloServer<GatewayContext>;
  readonly #contextOf: ServedGraphParts["contextOf"];
  readonly #expected: ServedGraphParts["expected"];
  readonly #ending = new AbortController();
  #answer: RequestHandler | null = null;
  #underWay = 0;
  #whenDone: (() => void) | null = null;

  /** @throws where the text is no supergraph of this version. */
  constructor({
    supergraph,
    subgraphs,
    toll,
    knowsCallers,
    documents,
    expected,
    door,
    contextOf,
    log,
  }: ServedGraphParts) {
    this.supergraphSdl = supergraph.sdl;
    this.types = supergraph.types;
    this.subgraphs = subgraphs;
    this.#thread = new PlanningThread({ supergraphSdl: supergraph.sdl, log });
    this.#planner = new Planner(this.#thread);
    const plans = new RequestPlans(this.#planner);
    const addresses = new Map<string, string>();
    const graph = plannedGraph({
      supergraphSdl: supergraph.sdl,
      connect: (name, url) => {
        addresses.set(name, url);
        return subgraphs.connect(name, url);
      },
      planOf: (context) => plans.of(context),
      // The data sources read it as such.
      isToRepeat: (context) => subgraphs.disbelieve(context as GatewayContext),
    });
    this.addresses = addresses;
    graph.onSchemaLoadOrUpdate(({ apiSchema }) => {
      this.apiSchema = apiSchema;
    });
    this.#apollo = createApollo(
      graph,
      [
        judgePlugin(knowsCallers, documents, payingAtDoor(toll)),
        costPlugin(toll, openExtent(supergraph.types), ({ textHash, operation }) =>
          this.#planner.isKept({ textHash, operationName: operation.name?.value ?? null }),
        ),
        plans.plugin(),
        ...door,
      ],
      log,
    );
    this.#contextOf = contextOf;
    this.#expected = expected;
  }

  async start(): Promise<void> {
    await this.#apollo.start();
    this.#answer = expressMiddleware(this.#apollo, {
      context: async ({ res }) => this.#contextOf(res),
    });
    await this.#thread.start();
  }

  /** Has planned what is expected to be asked, in the thread beside. */
  warm(): Promise<void> {
    return this.#planner.planAhead(this.#expected(), this.#ending.signal);
  }

  /** Has planned what is asked of another graph now, as far as it can be asked of this one, and what is expected. */
  async warmLike(before: ServedGraph): Promise<void> {
    const signal = AbortSignal.timeout(warming.longestMs);
    for (const operation of before.#planner.recent(warming.operations)) {
      if (signal.aborted) return;
      // What cannot be planned here is told to whoever asks it.
      await this.#planner.plan(operation, anybody, signal).catch(() => null);
    }
    await this.#planner.planAhead(this.#expected(), signal);
  }

  readonly answer: RequestHandler = (request, response, next) => {
    if (this.#answer === null) throw new Error("a graph that was not started");
    this.#underWay += 1;
    response.once("close", () => this.#end());
    return this.#answer(request, response, next);
  };

  /** Answers as over HTTP, for what is made of answers. */
  async execute(
    { name, text }: { readonly name: string; readonly text: string },
    variables: Readonly<Record<string, unknown>>,
    contextValue: GatewayContext,
  ) {
    this.#underWay += 1;
    try {
      const { body, http } = await this.#apollo.executeOperation(
        { query: text, operationName: name, variables },
        { contextValue },
      );
      if (body.kind !== "single") throw new Error("an answer in parts");
      const { status = 200, headers } = http;
      return { status, headers: Object.fromEntries(headers), result: body.singleResult };
    } finally {
      this.#end();
    }
  }

  #end(): void {
    this.#underWay -= 1;
    if (this.#underWay === 0) this.#whenDone?.();
  }

  /**
   * Ends once nothing is under way.
   *
   * @param isOver resolves when nobody who was let in before can come any more.
   */
  async retire(isOver: Promise<unknown>): Promise<void> {
    await isOver;
    if (this.#underWay > 0) {
      await new Promise<void>((resolve) => {
        this.#whenDone = resolve;
      });
    }
    await this.stop();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    if (this.#answer !== null) await this.#apollo.stop();
    await this.#thread.stop();
    await this.subgraphs.close();
  }
}

function createApollo(
  graph: ReturnType<typeof plannedGraph>,
  door: readonly ApolloServerPlugin<GatewayContext>[],
  log: Log,
): ApolloServer<GatewayContext> {
  return new ApolloServer<GatewayContext>({
    gateway: graph,
    logger: apolloLog(log),
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // The plugin that judges documents validates them, by the schema that their sender knows.
    dangerouslyDisableValidation: true,
    parseOptions: { maxTokens: mostTokens },
    formatError: maskError(log),
    plugins: [
      unexpectedErrors(log),
      answerPlugin(),
      requireOperation(),
      ...door,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}
