/** Every code a client may see in `errors[].extensions.code`. Adding one is an API change. */
export type ErrorCode =
  | "BAD_USER_INPUT"
  | "COMPOSITION_FAILED"
  | "INVALID_CONFIGURATION"
  | "INVALID_CONVENTION"
  | "IMPORT_REFUSED"
  | "LANDLORD_UNAVAILABLE"
  | "MONTH_STATE";

/**
 * Base of every expected failure. It needs no GraphQL import: graphql-js copies
 * `extensions` of a thrown error into the response.
 */
export abstract class DomainError extends Error {
  abstract readonly code: ErrorCode;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }

  get extensions(): { code: ErrorCode } {
    return { code: this.code };
  }
}

/** An argument of a query that cannot be answered as asked. */
export class BadUserInputError extends DomainError {
  readonly code = "BAD_USER_INPUT";
}

/** Subgraphs that do not make one graph. */
export class CompositionError extends DomainError {
  readonly code = "COMPOSITION_FAILED";

  constructor(readonly problems: readonly string[]) {
    super(`The subgraphs do not compose:\n${bulleted(problems)}`);
  }
}

/** Settings of a process that cannot be used; the process stops. */
export class ConfigurationError extends DomainError {
  readonly code = "INVALID_CONFIGURATION";

  constructor(readonly problems: readonly string[]) {
    super(`Invalid configuration:\n${bulleted(problems)}`);
  }
}

function bulleted(problems: readonly string[]): string {
  return problems.map((problem) => `- ${problem}`).join("\n");
}
