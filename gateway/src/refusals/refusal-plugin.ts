import type { ApolloServerPlugin } from "@apollo/server";
import type { AccessEntry } from "@palier/schema";
import type { Session } from "../identity/session.js";
import { RefusalNote } from "./refusal-note.js";

interface NotedContext {
  /** Null while nobody signs in. */
  readonly caller: { readonly session: Session } | null;
}

/** Notes every operation that was refused here, before the answer leaves. */
export function refusalPlugin(
  note: (entry: AccessEntry) => Promise<void>,
): ApolloServerPlugin<NotedContext> {
  return {
    async requestDidStart() {
      const noted = new RefusalNote();
      return {
        async willSendResponse({ contextValue: { caller }, operationName, response }) {
          if (response.body.kind !== "single" || caller === null) return;
          const entry = noted.entry(response.body.singleResult, operationName, caller.session);
          if (entry !== null) await note(entry);
        },
      };
    },
  };
}
