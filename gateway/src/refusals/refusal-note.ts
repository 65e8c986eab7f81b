import type { AccessEntry, Viewer } from "@palier/schema";
import { AccessTrace } from "@palier/service";
import type { FormattedExecutionResult, GraphQLFormattedError } from "graphql";
import type { Session } from "../identity/session.js";

/** Fields named in one entry. */
const mostFields = 100;
/** Characters of an operation's name that are kept. */
const longestName = 200;

/** One request of a caller, from its beginning. */
export class RefusalNote {
  readonly #trace = new AccessTrace();

  /**
   * What is kept of an answer of errors and nothing else: it was refused here, and no landlord heard
   * of it. Null for every other.
   */
  entry(
    { data, errors = [] }: FormattedExecutionResult,
    operationName: string | null | undefined,
    session: Session,
  ): AccessEntry | null {
    if (errors.length === 0 || data !== undefined) return null;
    this.#trace.operation = operationName?.slice(0, longestName) ?? null;
    this.#trace.coordinates = fieldsOf(errors);
    this.#trace.refuse(reasonOf(errors));
    return this.#trace.entry({ viewer: viewerOf(session), isProved: true, operationId: null });
  }
}

function viewerOf({ subject, partner, purpose }: Session): Viewer {
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
