import type { ApolloServerPlugin } from "@apollo/server";
import { tellAnswer } from "./told-answer.js";

interface AnsweredContext {
  /** Landlords of whom an answer could not be used, with the reason. */
  readonly unavailable: ReadonlyMap<string, string>;
}

/** Has every answer looked at before it leaves. */
export function answerPlugin(): ApolloServerPlugin<AnsweredContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response, operation, document, contextValue }) {
          if (response.body.kind !== "single") return;
          tellAnswer(response.body.singleResult, { operation, document }, contextValue.unavailable);
        },
      };
    },
  };
}
