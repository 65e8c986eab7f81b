import type { ApolloServerPlugin } from "@apollo/server";
import type { GraphQLFormattedError } from "graphql";
import { toldErrors } from "./told-errors.js";
import { VisiblePaths } from "./visible-path.js";

interface AnsweredContext {
  /** Landlords of whom an answer could not be used, with the reason. */
  readonly unavailable: ReadonlyMap<string, string>;
}

/**
 * Last look at an answer: paths of errors end at the last element the client asked for; equal errors
 * are told once, and the first of too many; `extensions.landlords` names each landlord of whom
 * something is missing with the reason, also for queries that do not ask for coverage.
 */
export function answerPlugin(): ApolloServerPlugin<AnsweredContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, operation, document, contextValue }) {
          if (response.body.kind !== "single") return;
          const { singleResult } = response.body;
          if (singleResult.errors !== undefined && operation && document) {
            const paths = new VisiblePaths(operation, document);
            singleResult.errors = toldErrors(seenAlong(paths, singleResult.errors));
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

function* seenAlong(paths: VisiblePaths, errors: readonly GraphQLFormattedError[]) {
  for (const error of errors) {
    yield error.path === undefined ? error : { ...error, path: paths.of(error.path) };
  }
}
