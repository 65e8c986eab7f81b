/** Codes of what was asked or set up wrongly, as the gateway passes them on. */
const establishedCodes = [
  "BAD_USER_INPUT",
  "COMPOSITION_FAILED",
  "INVALID_CONFIGURATION",
  "INVALID_CONVENTION",
  "IMPORT_REFUSED",
  "INVALID_ANSWER",
  "LANDLORD_UNAVAILABLE",
  "MONTH_STATE",
] as const;
export type ErrorCode = (typeof establishedCodes)[number];

/**
 * Codes of who is let in and what is shown. They stand apart until the gateway asks its callers who
 * they are: it passes on the codes of `ErrorCode`, all of them and no others.
 */
const accessCodes = [
  "UNAUTHENTICATED",
  "SHUT_OUT",
  "FORBIDDEN",
  "PURPOSE_REQUIRED",
  "LANDLORD_WITHHELD",
  "CONVENTION_NOT_SIGNED",
  "CONVENTION_NOT_YET_VALID",
  "CONVENTION_EXPIRED",
  "UNAVAILABLE",
  "RATE_LIMITED",
  "BUDGET_USED",
  "TOO_COSTLY",
  "DOCUMENT_NOT_REGISTERED",
] as const;
export type AccessErrorCode = (typeof accessCodes)[number];

/** Every code of ours in `errors[].extensions.code`; docs/errors.md explains each. Adding one is an API change. */
export const errorCodes: readonly (ErrorCode | AccessErrorCode)[] = [
  ...establishedCodes,
  ...accessCodes,
];

/**
 * How many errors one answer builds and tells: whoever mends the first ones asks again. Each costs its
 * reader a look, and us a walk over the caller's text.
 */
export const mostErrors = 20;

/** graphql-js counts so: beyond its limit it adds one error, which says that there are more. */
export const errorsBeforeNotice = mostErrors - 1;
/** Stands last where not all errors of an answer are told. */
export const moreErrors = `There are more errors than the ${errorsBeforeNotice} told here; mend these and ask again`;
/** graphql-js's own words for it: they say what was aborted, and not how many are told. */
const graphqlsNotice =
  /^Too many (validation errors|errors processing variables), error limit reached\./;

/** Characters of a message that quotes its reader, or somebody else. */
const longestMessage = 300;

/** A message that may quote what is as long as its sender likes. */
export function shortMessage(text: string): string {
  return text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text;
}

/** A message of graphql-js about its caller's text. */
export function toldMessage(text: string): string {
  return graphqlsNotice.test(text) ? moreErrors : shortMessage(text);
}

/**
 * Base of every expected failure. It needs no GraphQL import: graphql-js copies
 * `extensions` of a thrown error into the response.
 */
export abstract class DomainError extends Error {
  abstract readonly code: ErrorCode | AccessErrorCode;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }

  get extensions(): { readonly code: ErrorCode | AccessErrorCode; readonly fr?: string } {
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
