import {
  type ApolloServerPlugin,
  type GraphQLRequestContextResponseForOperation,
  type GraphQLResponse,
  HeaderMap,
} from "@apollo/server";
import { Fragments, type GraphExtent, type OperationCost, operationCost } from "@palier/schema";
import { BoundedMap } from "@palier/service";
import { getVariableValues } from "graphql";
import type { Session } from "../identity/session.js";
import { askerOf } from "./budgets.js";
import type { Passage, Toll, TollRefusal } from "./toll.js";

interface CostedContext {
  /** Null while nobody signs in. */
  readonly caller: {
    readonly session: Pick<Session, "subject" | "partner">;
    readonly extent: GraphExtent;
  } | null;
  /** Aborts when the caller has left. */
  readonly leaving: AbortSignal;
}
type Request = GraphQLRequestContextResponseForOperation<CostedContext>;

/** With any value: the answer's `extensions.cost` says what it cost. */
export const costHeader = "palier-cost";

/** Texts whose plans the gateway can be taken to have kept. */
const mostPlanned = 1_000;

/**
 * Knows what an operation that was judged costs, before it is planned, and has the toll let it pass.
 *
 * @param open the graph while nobody signs in.
 */
export function costPlugin(toll: Toll, open: GraphExtent): ApolloServerPlugin<CostedContext> {
  const planned = new BoundedMap<string, true>(mostPlanned);
  const passages = new WeakMap<CostedContext, Passage>();
  return {
    async requestDidStart() {
      return {
        async responseForOperation(request) {
          const { contextValue, queryHash, operationName } = request;
          const cost = costOf(request, contextValue.caller?.extent ?? open);
          const text = `${queryHash} ${operationName ?? ""}`;
          const passed = await toll.pass(
            contextValue.caller && askerOf(contextValue.caller.session),
            cost,
            planned.has(text),
            contextValue.leaving,
          );
          if (passed.isRefused) return refusal(passed);
          passages.set(contextValue, passed);
          planned.set(text, true);
          return null;
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

function costOf(
  { document, operation, request, schema }: Request,
  extent: GraphExtent,
): OperationCost {
  const { variableDefinitions = [] } = operation;
  const { coerced } = getVariableValues(schema, variableDefinitions, request.variables ?? {});
  // The schema that they were found right for is part of this one.
  if (coerced === undefined) throw new Error("variables were judged right and are not");
  const fragments = new Fragments(document);
  return operationCost({ operation, fragments, schema, variables: coerced, extent });
}

function refusal({ error, details, retryAfterSeconds }: TollRefusal): GraphQLResponse {
  const headers = new HeaderMap();
  if (retryAfterSeconds !== null) headers.set("retry-after", `${retryAfterSeconds}`);
  const status = retryAfterSeconds === null ? 400 : 429;
  const { message, extensions } = error;
  const errors = [{ message, extensions: { ...extensions, ...details } }];
  return { body: { kind: "single", singleResult: { errors } }, http: { status, headers } };
}
