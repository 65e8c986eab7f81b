import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { GraphQLError } from "graphql";

/**
 * Refuses a request that names no operation of its document, or none where there are several, and a
 * kind of operation that the schema does not have: graphql-js would fail while executing, which
 * would look like a failure of ours.
 */
export function requireOperation<C extends BaseContext>(): ApolloServerPlugin<C> {
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
