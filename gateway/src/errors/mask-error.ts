import { isNativeError } from "node:util/types";
import type { Log } from "@palier/service";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { isPublicCode } from "./public-code.js";

const internal = { message: "Internal error", extensions: { code: "INTERNAL_SERVER_ERROR" } };

/** Frames of the stack that a line of the log keeps. */
const loggedFrames = 4;

/**
 * What a client sees of an error: message, code and landlord of what is worded for clients, and
 * "Internal error" of all else. Whatever else @apollo/gateway puts beside them (the subgraph's
 * name, its address, what it sent) stays here.
 *
 * @param log Receives one entry of one or more lines about each error that nobody foresaw.
 */
export function maskError(log: Log) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { message, locations, path, extensions = {} } = formatted;
    const place = { ...(locations && { locations }), ...(path && { path }) };
    const { code, landlord, fr, serviceName } = extensions;
    if (!isPublicCode(code)) {
      // A subgraph's own failure has been logged where it was met.
      if (serviceName === undefined) log(describe(causeOf(error)), "error");
      return { ...place, ...internal };
    }
    const about = {
      code,
      ...(typeof fr === "string" && { fr }),
      ...(typeof landlord === "string" && { landlord }),
    };
    return { message, ...place, extensions: about };
  };
}

/** What a resolver threw, without what the executor wraps it in. */
function causeOf(error: unknown): unknown {
  return (error instanceof GraphQLError && error.path && error.originalError) || error;
}

function describe(error: unknown): string {
  if (!isNativeError(error)) return `Internal error: a thrown ${typeof error}`;
  const [head] = `Internal error: ${error.constructor.name}: ${error.message}`.split("\n");
  return [head, ...framesOf(error)].join("\n");
}

/** The first lines of where an error was thrown. */
export function framesOf({ stack = "" }: Error): readonly string[] {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, loggedFrames);
}
