import type { ErrorCode } from "@palier/schema";

/** The contract's closed list; the type makes it complete. */
const contractCodes: Readonly<Record<ErrorCode, true>> = {
  BAD_USER_INPUT: true,
  COMPOSITION_FAILED: true,
  INVALID_CONFIGURATION: true,
  INVALID_CONVENTION: true,
  IMPORT_REFUSED: true,
  LANDLORD_UNAVAILABLE: true,
  MONTH_STATE: true,
};

/** What GraphQL over HTTP itself says to a client that asks in a wrong way. */
const protocolCodes: ReadonlySet<string> = new Set([
  "BAD_REQUEST",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/** Whether an error with this code is worded for clients. */
export function isContractCode(code: unknown): code is ErrorCode {
  return typeof code === "string" && Object.hasOwn(contractCodes, code);
}

export function isPublicCode(code: unknown): code is string {
  return typeof code === "string" && (isContractCode(code) || protocolCodes.has(code));
}
