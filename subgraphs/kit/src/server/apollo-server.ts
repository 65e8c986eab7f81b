import type { Server } from "node:http";
import { ApolloServer, type ApolloServerPlugin, type BaseContext } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import type { GraphQLSchema } from "graphql";
import { maskErrors } from "./mask-errors.js";
import { requireOperation } from "./require-operation.js";

/** Time that running operations get to finish when the server stops. */
const drainMs = 1_500;

export interface ApolloSettings<C extends BaseContext> {
  readonly schema: GraphQLSchema;
  /** The server to drain when this one stops; null where another one drains it. */
  readonly http: Server | null;
  readonly log: (entry: string) => void;
  /** Whether the schema may be asked for, and named in errors about what it does not have. */
  readonly showsSchema: boolean;
  readonly plugins?: readonly ApolloServerPlugin<C>[];
}

/** An Apollo Server that only answers operations: no telemetry, no landing page, no stack traces. */
export function createApolloServer<C extends BaseContext>({
  schema,
  http,
  log,
  showsSchema,
  plugins = [],
}: ApolloSettings<C>): ApolloServer<C> {
  const draining =
    http === null
      ? []
      : [ApolloServerPluginDrainHttpServer({ httpServer: http, stopGracePeriodMillis: drainMs })];
  return new ApolloServer<C>({
    schema,
    introspection: showsSchema,
    hideSchemaDetailsFromClientErrors: !showsSchema,
    csrfPrevention: true,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: maskErrors(log),
    plugins: [
      ...draining,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      requireOperation<C>(),
      ...plugins,
    ],
  });
}
