import { type AccessErrorCode, type ErrorCode, errorCodes } from "@palier/schema";

type ContractCode = ErrorCode | AccessErrorCode;

const contractCodes: ReadonlySet<string> = new Set(errorCodes);

/** What GraphQL over HTTP itself says to a client that asks in a wrong way. */
const protocolCodes: ReadonlySet<string> = new Set([
  "BAD_REQUEST",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/** Whether an error with this code is worded for clients. */
export function isContractCode(code: unknown): code is ContractCode {
  return typeof code === "string" && contractCodes.has(code);
}

export function isPublicCode(code: unknown): code is string {
  return typeof code === "string" && (isContractCode(code) || protocolCodes.has(code));
}
