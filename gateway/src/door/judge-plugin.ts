import {
  type ApolloServerPlugin,
  type GraphQLRequestContextResponseForOperation,
  type GraphQLResponse,
  HeaderMap,
} from "@apollo/server";
import { BoundedMap } from "@palier/service";
import { execute, type FormattedExecutionResult } from "graphql";
import type { Caller } from "../identity/callers.js";
import { type DocumentView, judgeDocument, type Verdict } from "./judge-document.js";
import { variableProblems } from "./variable-problems.js";

interface JudgedContext {
  /** Null while nobody signs in. */
  readonly caller: Pick<Caller, "session" | "views"> | null;
}
type Request = GraphQLRequestContextResponseForOperation<JudgedContext>;

/** Texts come again and again; the oldest verdict goes first. */
const mostVerdicts = 2_000;

/**
 * Stands in the place of Apollo Server's validation, which knows one schema for all and no limit to
 * what a document holds once its fragments are spread: judges each document for the kind of partner
 * that sends it, looks at the variables of each request, and answers questions about the schema.
 *
 * @param knowsCallers whether callers sign in; without a session there is no answer then.
 */
export function judgePlugin(knowsCallers: boolean): ApolloServerPlugin<JudgedContext> {
  // Of each text of the convention its own.
  const known = new WeakMap<object, BoundedMap<string, Verdict>>();
  const verdictOn = (
    { contextValue, document, queryHash, schema }: Request,
    view: DocumentView,
  ) => {
    const owner = contextValue.caller?.views ?? schema;
    const verdicts = known.get(owner) ?? new BoundedMap<string, Verdict>(mostVerdicts);
    known.set(owner, verdicts);
    const purpose = contextValue.caller?.session.purpose ?? null;
    const key = `${view.policy?.kind} ${purpose} ${queryHash}`;
    let verdict = verdicts.get(key);
    if (verdict === undefined) {
      verdict = judgeDocument(document, view, purpose);
      verdicts.set(key, verdict);
    }
    return verdict;
  };
  return {
    async requestDidStart() {
      return {
        async responseForOperation(request) {
          const view = viewOf(request, knowsCallers);
          const verdict = verdictOn(request, view);
          if (verdict.kind === "REFUSED") return answer({ errors: verdict.errors }, verdict.status);
          const { variables = {} } = request.request;
          const problems = variableProblems(view.schema, request.operation, variables);
          if (problems.length > 0) return answer({ errors: problems }, 400);
          if (verdict.kind === "FETCHED") return null;
          const result = await introspect(request, view);
          return answer(result, result.data === undefined ? 400 : 200);
        },
      };
    },
  };
}

function viewOf({ contextValue, schema }: Request, knowsCallers: boolean): DocumentView {
  const { caller } = contextValue;
  if (!knowsCallers) return { policy: null, schema };
  if (caller === null) throw new Error("an operation came in without a session");
  return caller.views.viewOf(caller.session.partner.kind, schema);
}

async function introspect(
  { document, request }: Request,
  { schema }: DocumentView,
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
