import { isNativeError } from "node:util/types";
import { unwrapResolverError } from "@apollo/server/errors";
import { toldMessage, UnavailableError } from "@palier/schema";
import type { Log } from "@palier/service";
import type { GraphQLFormattedError } from "graphql";

/** Code that Apollo gives to every error that brings none of its own: nobody foresaw it. */
const unforeseen = "INTERNAL_SERVER_ERROR";

/** Frames of the stack that a line of the log keeps. */
const loggedFrames = 4;
/** Characters of one: a message may quote what its sender made long. */
const longestLine = 1_000;

/** Entries that a reader of the log looks at, and the time after which as many may be written again. */
const mostAtOnce = 20;
const restMs = 10_000;

/**
 * What a client sees of an error: foreseen failures keep code and message, cut where it quotes at
 * length; anything else is replaced. The log gets the original, or what was behind it, once, however many fields it took
 * down, without the operation's variables, and the first of many in a short time.
 *
 * @param log Receives one entry of one or more lines.
 */
export function maskErrors(log: Log, now = () => performance.now()) {
  const logged = new WeakSet<object>();
  const logFew = firstOfMany(log, now);
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    if (formatted.extensions?.code !== unforeseen) {
      const cause = original instanceof UnavailableError ? original.cause : undefined;
      if (cause !== undefined && !isLogged(cause, logged)) {
        logFew(() => logEntry("No answer", cause, formatted.path));
      }
      return { ...formatted, message: toldMessage(formatted.message) };
    }
    if (!isLogged(original, logged)) {
      logFew(() => logEntry("Internal error", original, formatted.path));
    }
    return { ...formatted, message: "Internal error", extensions: { code: unforeseen } };
  };
}

/** An answer may hold as many errors as its request has entities: the log does not grow with them. */
function firstOfMany(log: Log, now: () => number) {
  let sinceMs = Number.NEGATIVE_INFINITY;
  let written = 0;
  return (entry: () => string) => {
    if (now() - sinceMs >= restMs) {
      sinceMs = now();
      written = 0;
    }
    written += 1;
    if (written <= mostAtOnce) log(entry(), "error");
    if (written === mostAtOnce + 1) {
      log(`More internal errors are not written down for ${restMs / 1_000} s`);
    }
  };
}

function isLogged(error: unknown, logged: WeakSet<object>): boolean {
  if (typeof error !== "object" || error === null) return false;
  if (logged.has(error)) return true;
  logged.add(error);
  return false;
}

function logEntry(what: string, error: unknown, path: GraphQLFormattedError["path"]): string {
  const place = path === undefined ? "" : ` at ${path.join(".")}`;
  if (!isNativeError(error)) return `${what}${place}: a thrown ${typeof error}`;
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [
    `${what}${place}: ${error.constructor.name}: ${error.message}`,
    ...frames.slice(0, loggedFrames),
  ]
    .map((line) => line.slice(0, longestLine))
    .join("\n");
}
