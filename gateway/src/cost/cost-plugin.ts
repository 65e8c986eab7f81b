import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import type { GraphExtent } from "@palier/schema";
import type { Passage, Toll } from "./toll.js";
import { answerOfToll, type Charged, costHeader, type IsPlanned, Tollgate } from "./tollgate.js";

interface CostedContext {
  /** Null while nobody signs in. */
  readonly caller: Charged;
  /** Aborts when the caller has left. */
  readonly leaving: AbortSignal;
  /** Filled in once it is let pass. */
  isCostly: boolean;
}

/**
 * Has every operation that was judged pass the toll before it is planned.
 *
 * @param open the graph while nobody signs in.
 * @param isPlanned whose text costs no plan.
 */
export function costPlugin(
  toll: Pick<Toll, "pass">,
  open: GraphExtent,
  isPlanned: IsPlanned,
): ApolloServerPlugin<CostedContext> {
  const gate = new Tollgate(toll, open, isPlanned);
  const passages = new WeakMap<CostedContext, Passage>();
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ contextValue, document, operation, queryHash, ...rest }) {
          const { caller, leaving } = contextValue;
          const { variables } = rest.request;
          const charged = { document, operation, textHash: queryHash ?? rest.source, variables };
          const passed = await gate.pass(charged, caller, rest.schema, leaving);
          if (!passed.isRefused) {
            passages.set(contextValue, passed);
            contextValue.isCostly = passed.isCostly;
            return null;
          }
          const { result: singleResult, status, headers } = answerOfToll(passed);
          const http = { status, headers: new HeaderMap(Object.entries(headers)) };
          return { body: { kind: "single", singleResult }, http };
        },
        async willSendResponse({ request, response, contextValue }) {
          const passage = passages.get(contextValue);
          passage?.end();
          if (passage === undefined || response.body.kind !== "single") return;
          if (request.http?.headers.get(costHeader) === undefined) return;
          const { singleResult } = response.body;
          singleResult.extensions = { ...singleResult.extensions, cost: passage.bill };
        },
      };
    },
    async unexpectedErrorProcessingRequest({ requestContext }) {
      passages.get(requestContext.contextValue)?.end();
    },
  };
}
