import { isNativeError } from "node:util/types";
import { unwrapResolverError } from "@apollo/server/errors";
import type { GraphQLFormattedError } from "graphql";

/** Code that Apollo gives to every error that brings none of its own: nobody foresaw it. */
const unforeseen = "INTERNAL_SERVER_ERROR";

/** Frames of the stack that a line of the log keeps. */
const loggedFrames = 4;

/**
 * What a client sees of an error: foreseen failures keep message and code, anything else is
 * replaced. The log gets the original once, however many fields it took down, without the
 * operation's variables.
 *
 * @param log Receives one entry of one or more lines.
 */
export function maskErrors(log: (entry: string) => void) {
  const logged = new WeakSet<object>();
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    if (formatted.extensions?.code !== unforeseen) return formatted;
    const original = unwrapResolverError(error);
    if (!isLogged(original, logged)) log(logEntry(original, formatted.path));
    return { ...formatted, message: "Internal error", extensions: { code: unforeseen } };
  };
}

function isLogged(error: unknown, logged: WeakSet<object>): boolean {
  if (typeof error !== "object" || error === null) return false;
  if (logged.has(error)) return true;
  logged.add(error);
  return false;
}

function logEntry(error: unknown, path: GraphQLFormattedError["path"]): string {
  const place = path === undefined ? "" : ` at ${path.join(".")}`;
  if (!isNativeError(error)) return `Internal error${place}: a thrown ${typeof error}`;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [
    `Internal error${place}: ${error.constructor.name}: ${error.message}`,
    ...frames.slice(0, loggedFrames),
  ].join("\n");
}
