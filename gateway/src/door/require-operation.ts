import type { ApolloServerPlugin } from "@apollo/server";
import { GraphQLError } from "graphql";
import type { GatewayContext } from "../context.js";

/**
 * Refuses a request that names no operation of its document, or names none where there are several:
 * @apollo/gateway would call it an internal error.
 */
export function requireOperation(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation }) {
          // The type promises one; a document of fragments, or another name, has none.
          if ((operation as unknown) !== undefined) return;
          throw new GraphQLError("Name one operation of the document in operationName", {
            extensions: { code: "OPERATION_RESOLUTION_FAILURE", http: { status: 400 } },
          });
        },
      };
    },
  };
}
