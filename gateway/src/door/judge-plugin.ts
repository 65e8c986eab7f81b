import {
  type ApolloServerPlugin,
  type GraphQLRequestContextResponseForOperation,
  type GraphQLResponse,
  HeaderMap,
} from "@apollo/server";
import { execute, type FormattedExecutionResult } from "graphql";
import type { GatewayContext } from "../context.js";
import type { KindView, KindViews } from "../identity/kind-views.js";
import { judgeDocument, type Verdict } from "./judge-document.js";

type Request = GraphQLRequestContextResponseForOperation<GatewayContext>;

/** Texts come again and again; the oldest verdict goes first. */
const mostVerdicts = 2_000;

/**
 * Stands in the place of Apollo Server's validation, which knows one schema for all: judges each
 * document for the kind of partner that sends it, and answers questions about the schema.
 */
export function judgePlugin(): ApolloServerPlugin<GatewayContext> {
  // Of each text of the convention its own.
  const known = new WeakMap<KindViews, Map<string, Verdict>>();
  const verdictOn = (request: Request, views: KindViews, view: KindView): Verdict => {
    const verdicts = known.get(views) ?? new Map<string, Verdict>();
    known.set(views, verdicts);
    const { purpose = null } = request.contextValue.session ?? {};
    const key = `${view.policy.kind} ${purpose} ${request.queryHash}`;
    let verdict = verdicts.get(key);
    if (verdict === undefined) {
      verdict = judgeDocument(request.document, view, purpose);
      if (verdicts.size >= mostVerdicts) verdicts.delete(verdicts.keys().next().value ?? "");
      verdicts.set(key, verdict);
    }
    return verdict;
  };
  return {
    async requestDidStart() {
      return {
        async responseForOperation(request) {
          const { session, views } = request.contextValue;
          if (session === null || views === null)
            throw new Error("an operation came in without a session");
          const view = views.viewOf(session.partner.kind, request.schema);
          const verdict = verdictOn(request, views, view);
          if (verdict.kind === "FETCHED") return null;
          if (verdict.kind === "REFUSED") return answer({ errors: verdict.errors }, verdict.status);
          const result = await introspect(request, view);
          return answer(result, result.data === undefined ? 400 : 200);
        },
      };
    },
  };
}

async function introspect(
  { document, request }: Request,
  { schema }: KindView,
): Promise<FormattedExecutionResult> {
  const { variables, operationName } = request;
  const { data, errors } = await execute({
    schema,
    document,
    variableValues: variables,
    operationName,
  });
  const extensions = { code: "BAD_USER_INPUT" };
  if (errors === undefined) return { data };
  return { data, errors: errors.map(({ message }) => ({ message, extensions })) };
}

function answer(singleResult: FormattedExecutionResult, status: number): GraphQLResponse {
  return { body: { kind: "single", singleResult }, http: { status, headers: new HeaderMap() } };
}
