import type { ApolloServerPlugin } from "@apollo/server";
import type { AccessEntry, Viewer } from "@palier/schema";
import { AccessTrace } from "@palier/service";
import type { GraphQLFormattedError } from "graphql";
import type { Session } from "../identity/session.js";

interface NotedContext {
  /** Null while nobody signs in. */
  readonly caller: { readonly session: Session } | null;
}

/** Fields named in one entry. */
const mostFields = 100;
/** Characters of an operation's name that are kept. */
const longestName = 200;

/**
 * Notes every operation that is answered with errors and nothing else, before the answer leaves: it was
 * refused here, and no landlord heard of it.
 */
export function refusalPlugin(
  note: (entry: AccessEntry) => Promise<void>,
): ApolloServerPlugin<NotedContext> {
  return {
    async requestDidStart() {
      const trace = new AccessTrace();
      return {
        async willSendResponse({ contextValue: { caller }, operationName, response }) {
          if (response.body.kind !== "single" || caller === null) return;
          const { data, errors = [] } = response.body.singleResult;
          if (errors.length === 0 || data !== undefined) return;
          trace.operation = operationName?.slice(0, longestName) ?? null;
          trace.coordinates = fieldsOf(errors);
          trace.refuse(reasonOf(errors));
          const viewer = viewerOf(caller.session);
          await note(trace.entry({ viewer, isProved: true, operationId: null }));
        },
      };
    },
  };
}

export function viewerOf({ subject, partner, purpose }: Session): Viewer {
  const { code, kind, scope } = partner;
  return { subject, partner: code, kind, scope, purpose, statedPurpose: purpose, asks: "FIELDS" };
}

/** Codes alone: a message may quote what the caller wrote. */
function reasonOf(errors: readonly GraphQLFormattedError[]): string {
  return [...new Set(errors.map(({ extensions }) => String(extensions?.code)))].sort().join(", ");
}

/** The fields that the convention denies. */
function fieldsOf(errors: readonly GraphQLFormattedError[]): string[] {
  const named = errors.flatMap(({ extensions }) => {
    const fields: unknown = extensions?.fields;
    return Array.isArray(fields) ? fields.map(({ field }) => String(field)) : [];
  });
  return [...new Set(named)].sort().slice(0, mostFields);
}
