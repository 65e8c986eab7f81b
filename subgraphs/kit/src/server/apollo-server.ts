import { ApolloServer, type ApolloServerPlugin, type BaseContext } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import type { GraphQLSchema } from "graphql";
import { maskErrors } from "./mask-errors.js";
import { requireOperation } from "./require-operation.js";

export interface ApolloSettings<C extends BaseContext> {
  readonly schema: GraphQLSchema;
  readonly log: (entry: string) => void;
  /** Whether the schema may be asked for, and named in errors about what it does not have. */
  readonly showsSchema: boolean;
  readonly plugins?: readonly ApolloServerPlugin<C>[];
}

/** An Apollo Server that only answers operations: no telemetry, no landing page, no stack traces. */
export function createApolloServer<C extends BaseContext>({
  schema,
  log,
  showsSchema,
  plugins = [],
}: ApolloSettings<C>): ApolloServer<C> {
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
