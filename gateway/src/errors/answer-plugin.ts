import type { ApolloServerPlugin } from "@apollo/server";
import type { GraphQLFormattedError } from "graphql";
import type { GatewayContext } from "../context.js";
import { visiblePath } from "./visible-path.js";

/**
 * Last look at an answer: paths of errors end at the last element the client asked for, equal
 * errors are told once, and `extensions.landlords` names each landlord of whom something is missing
 * with the reason, also for queries that do not ask for coverage.
 */
export function answerPlugin(): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, operation, document, contextValue }) {
          if (response.body.kind !== "single") return;
          const { singleResult } = response.body;
          if (singleResult.errors !== undefined && operation && document) {
            singleResult.errors = distinct(
              singleResult.errors.map((error) =>
                error.path === undefined
                  ? error
                  : { ...error, path: visiblePath(error.path, operation, document) },
              ),
            );
          }
          // What the gateway says there of nulls names types and fields of its own plan.
          delete singleResult.extensions;
          if (contextValue.unavailable.size === 0) return;
          const landlords = [...contextValue.unavailable].map(([landlord, status]) => ({
            landlord,
            status,
          }));
          singleResult.extensions = { landlords };
        },
      };
    },
  };
}

function distinct(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  return [...new Map(errors.map((error) => [JSON.stringify(error), error])).values()];
}
