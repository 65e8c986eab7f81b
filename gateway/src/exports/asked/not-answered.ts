import {
  type AccessErrorCode,
  BadUserInputError,
  type ErrorCode,
  type Words,
} from "@palier/schema";
import type { Response } from "express";
import type { GraphQLFormattedError } from "graphql";

/** What somebody is told in place of a file, as GraphQL tells it. */
export interface Told {
  readonly status: number;
  readonly errors: readonly GraphQLFormattedError[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request for a file or a collection that gets neither. */
export class NotAnsweredError extends Error implements Told {
  override readonly name = "NotAnsweredError";
  readonly status: number;
  readonly errors: readonly GraphQLFormattedError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor({ status, errors, headers = {} }: Told) {
    super(errors.map(({ message }) => message).join("\n"));
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }

  /** Of what was asked wrongly. */
  static asked(problems: readonly Words[], status = 400): NotAnsweredError {
    const errors = problems.map(({ en, fr }) => {
      const { message, extensions } = new BadUserInputError(en);
      return { message, extensions: { ...extensions, fr } };
    });
    return new NotAnsweredError({ status, errors });
  }

  get codes(): readonly string[] {
    return this.errors.map(({ extensions }) => String(extensions?.code));
  }

  /** When to ask again; null where that does not help. */
  get retryAfterSeconds(): number | null {
    const seconds = Number(this.headers["retry-after"]);
    return Number.isInteger(seconds) && seconds > 0 ? seconds : null;
  }
}

const statuses: Partial<Record<ErrorCode | AccessErrorCode | "INTERNAL_SERVER_ERROR", number>> = {
  BAD_USER_INPUT: 400,
  FORBIDDEN: 403,
  PURPOSE_REQUIRED: 403,
  INTERNAL_SERVER_ERROR: 500,
};

/** Of an answer that GraphQL sends with 200 and that lacks what a file is made of. */
export function statusOf(errors: readonly GraphQLFormattedError[]): number {
  const [code] = errors.map(({ extensions }) => extensions?.code as keyof typeof statuses);
  return (code !== undefined && statuses[code]) || 503;
}

export function sendErrors(response: Response, { status, errors, headers = {} }: Told): void {
  response.status(status).set(headers).json({ errors });
}
