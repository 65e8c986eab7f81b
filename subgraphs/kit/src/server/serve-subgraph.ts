import { createServer, type IncomingMessage, type Server } from "node:http";
import { ApolloServer, type BaseContext } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import { expressMiddleware } from "@as-integrations/express5";
import express, { type Express } from "express";
import type { GraphQLSchema } from "graphql";
import { healthRoutes } from "./health.js";
import { type Endpoint, listen } from "./listen.js";
import { maskErrors } from "./mask-errors.js";
import { refuseOtherMethods, refuseUnknownPath, refuseUnreadable } from "./refusals.js";

/** The gateway's client lets go of an idle connection after less, so it never writes into a closing one. */
const keepAliveMs = 65_000;
const headersMs = keepAliveMs + 5_000;

/** Time that running operations get to finish when the server stops. */
const drainMs = 1_500;

/** Room for the representations of some ten thousand entities. */
const largestBody = "4mb";

export interface SubgraphService<C extends BaseContext> extends Endpoint {
  /** Name that stands before each line of the log. */
  readonly name: string;
  /** The schema as served, guarded where it must be. */
  readonly schema: GraphQLSchema;
  /** What the resolvers of one request share. */
  readonly context: (request: IncomingMessage) => Promise<C>;
  /** Rejects while the subgraph cannot answer. */
  readonly isReady: () => Promise<void>;
}

export interface RunningSubgraph {
  /** The GraphQL endpoint, e.g. `http://127.0.0.1:4101/graphql`. */
  readonly url: string;
  /** Lets running operations finish for a moment, then closes every connection. */
  stop(): Promise<void>;
}

/**
 * Serves a subgraph: `POST /graphql`, `GET /health/live`, `GET /health/ready`.
 *
 * @throws ConfigurationError when host or port cannot be taken.
 */
export async function serveSubgraph<C extends BaseContext>(
  service: SubgraphService<C>,
): Promise<RunningSubgraph> {
  const log = (entry: string) => console.error(`[${service.name}] ${entry}`);
  const app = express().disable("x-powered-by").disable("etag");
  const http = createServer({ keepAliveTimeout: keepAliveMs, headersTimeout: headersMs }, app);
  const apollo = createApollo<C>(service.schema, http, log);
  await apollo.start();
  route(app, apollo, service, log);
  try {
    const origin = await listen(http, service);
    return { url: `${origin}/graphql`, stop: () => apollo.stop() };
  } catch (error) {
    await apollo.stop();
    throw error;
  }
}

function createApollo<C extends BaseContext>(
  schema: GraphQLSchema,
  httpServer: Server,
  log: (entry: string) => void,
): ApolloServer<C> {
  return new ApolloServer<C>({
    schema,
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: maskErrors(log),
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer, stopGracePeriodMillis: drainMs }),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

function route<C extends BaseContext>(
  app: Express,
  apollo: ApolloServer<C>,
  { context, isReady }: SubgraphService<C>,
  log: (entry: string) => void,
): void {
  app.use((_request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    next();
  });
  app.use("/health", healthRoutes(isReady, log));
  app.post(
    "/graphql",
    express.json({ limit: largestBody }),
    expressMiddleware<C>(apollo, { context: ({ req }) => context(req) }),
  );
  app.all("/graphql", refuseOtherMethods);
  app.use(refuseUnknownPath);
  app.use(refuseUnreadable(log));
}
