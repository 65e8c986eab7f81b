import type { ApolloServerPlugin, BaseContext } from "@apollo/server";
import { GraphQLError, type OperationDefinitionNode, OperationTypeNode } from "graphql";

/**
 * Refuses a request that names no operation of its document, or names none where there are several,
 * and one that would change or watch something: @apollo/gateway would call them internal errors.
 */
export function requireOperation(): ApolloServerPlugin<BaseContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ operation }) {
          assertQuery(operation);
        },
      };
    },
  };
}

/** @throws GraphQLError with the status of its answer, worded for clients. */
export function assertQuery(
  operation: OperationDefinitionNode | null | undefined,
): asserts operation is OperationDefinitionNode {
  // A document of fragments, or another name, has none.
  if (!operation) throw refusal("Name one operation of the document in operationName");
  if (operation.operation !== OperationTypeNode.QUERY) {
    throw refusal("This graph answers queries only");
  }
}

function refusal(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: "OPERATION_RESOLUTION_FAILURE", http: { status: 400 } },
  });
}
