import { ApolloServer, type ApolloServerPlugin, type BaseContext } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { errorsBeforeNotice } from "@palier/schema";
import type { Log } from "@palier/service";
import { GraphQLError, type GraphQLSchema } from "graphql";
import { firstOfEach, limitDocuments, usualTokens } from "./document-limits.js";
import { maskErrors } from "./mask-errors.js";

export interface ApolloSettings<C extends BaseContext> {
  readonly schema: GraphQLSchema;
  readonly log: Log;
  /** Whether the schema may be asked for, and named in errors about what it does not have. */
  readonly showsSchema: boolean;
  /** Of one document. */
  readonly mostTokens?: number;
  readonly plugins?: readonly ApolloServerPlugin<C>[];
}

/** An Apollo Server that only answers operations: no telemetry, no landing page, no stack traces. */
export function createApolloServer<C extends BaseContext>({
  schema,
  log,
  showsSchema,
  mostTokens = usualTokens,
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
    // Who is shown no schema wrote no text, but sends the gateway's plan: its errors need no places,
    // each of which would be counted from the start of the text.
    parseOptions: { maxTokens: mostTokens, noLocation: !showsSchema },
    validationRules: [limitDocuments(mostTokens)],
    validationOptions: { maxErrors: errorsBeforeNotice },
    executionOptions: { maxCoercionErrors: errorsBeforeNotice },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      requireOperation<C>(),
      ...plugins,
      tellErrors<C>(),
    ],
  });
}

function tellErrors<C extends BaseContext>(): ApolloServerPlugin<C> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body } }) {
          if (body.kind !== "single" || body.singleResult.errors === undefined) return;
          body.singleResult.errors = firstOfEach(body.singleResult.errors);
        },
      };
    },
  };
}

/**
 * Refuses a request that names no operation of its document, or none where there are several, and a
 * kind of operation that the schema does not have: graphql-js would fail while executing, which
 * would look like a failure of ours.
 */
function requireOperation<C extends BaseContext>(): ApolloServerPlugin<C> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, schema }) {
          if (operation === undefined) {
            throw refusal("Name one operation of the document in operationName");
          }
          if (schema.getRootType(operation.operation) == null) {
            throw refusal("This endpoint answers queries only");
          }
        },
      };
    },
  };
}

function refusal(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: "OPERATION_RESOLUTION_FAILURE", http: { status: 400 } },
  });
}
