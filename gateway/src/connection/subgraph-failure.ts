import { isNativeError } from "node:util/types";
import { GraphQLError } from "graphql";
import { errors } from "undici";

/** Why a subgraph's answer cannot be used, in the words of coverage. */
export type FailureReason =
  | "UNREACHABLE"
  | "TIMED_OUT"
  | "FAILED"
  | "INVALID_ANSWER"
  | "WITHHELD"
  | "RATE_LIMITED"
  | "BUDGET_USED"
  | "NOT_IN_FORCE";

/** A fetch that brought nothing usable; its message is for the log, never for a client. */
export class SubgraphFailure extends Error {
  constructor(
    readonly reason: FailureReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "SubgraphFailure";
  }
}

/** Nobody waits for the answer any more: no failure of the subgraph, and nothing that an operator need know. */
export class CallerLeftError extends GraphQLError {
  constructor() {
    super("The caller left before the answer", { extensions: { code: "BAD_REQUEST" } });
  }
}

/** An answer that contradicts the contract. */
export function invalidAnswer(message: string, options?: ErrorOptions): SubgraphFailure {
  return new SubgraphFailure("INVALID_ANSWER", message, options);
}

/** What a process says that starts or stops, and a proxy in whose back nobody is. */
const nobodyThere: ReadonlySet<number> = new Set([502, 503, 504]);

/** Whether an answer says that the question never came to the subgraph. */
export function saysNobodyIsThere(status: number): boolean {
  return nobodyThere.has(status);
}

export function failureOfStatus(status: number): SubgraphFailure {
  const reason = saysNobodyIsThere(status) ? "UNREACHABLE" : "FAILED";
  return new SubgraphFailure(reason, `status ${status}`);
}

/** What an error of the HTTP client says of the subgraph, before any byte of an answer came. */
export function failureBeforeAnswer(cause: unknown): SubgraphFailure {
  return new SubgraphFailure("UNREACHABLE", describe(cause), { cause });
}

/** What an error of the HTTP client says of the subgraph, in the middle of its answer. */
export function failureWithinAnswer(cause: unknown): SubgraphFailure {
  return invalidAnswer(
    cause instanceof errors.ResponseExceededMaxSizeError
      ? "the answer is larger than allowed"
      : `the answer broke off (${describe(cause)})`,
    { cause },
  );
}

/** Whether the connection broke although it could be opened: asking once more may succeed. */
export function isReset(error: unknown): boolean {
  return error instanceof errors.SocketError || codeOf(error) === "ECONNRESET";
}

function describe(error: unknown): string {
  return codeOf(error) ?? (isNativeError(error) ? error.name : typeof error);
}

function codeOf(error: unknown): string | undefined {
  return isNativeError(error) && "code" in error ? String(error.code) : undefined;
}
