import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import type { Caller } from "../identity/callers.js";
import { type ChargeAtDoor, OperationJudge, type Registered } from "./operation-judge.js";

interface JudgedContext {
  /** Null while nobody signs in. */
  readonly caller: Pick<Caller, "session" | "views"> | null;
}

/**
 * Stands in the place of Apollo Server's validation, which knows one schema for all and no limit to
 * what a document holds once its fragments are spread.
 *
 * @param knowsCallers whether callers sign in; without a session there is no answer then.
 */
export function judgePlugin(
  knowsCallers: boolean,
  registered: Registered,
  charge: ChargeAtDoor,
): ApolloServerPlugin<JudgedContext> {
  const judge = new OperationJudge(knowsCallers, registered, charge);
  return {
    async requestDidStart() {
      return {
        async responseForOperation({ contextValue, document, operation, queryHash, ...rest }) {
          const { variables, operationName } = rest.request;
          const asked = {
            document,
            operation,
            textHash: queryHash ?? rest.source,
            variables,
            operationName,
          };
          const answer = await judge.answer(asked, contextValue.caller, rest.schema);
          if (answer === null) return null;
          const { result: singleResult, status, headers } = answer;
          return {
            body: { kind: "single", singleResult },
            http: { status, headers: new HeaderMap(Object.entries(headers)) },
          };
        },
      };
    },
  };
}
