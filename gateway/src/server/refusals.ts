import { isNativeError } from "node:util/types";
import type { ErrorRequestHandler, RequestHandler, Response } from "express";

/** Answers any method but POST: queries never travel in an address, which logs and caches keep. */
export const refuseOtherMethods: RequestHandler = (_request, response) => {
  response.setHeader("Allow", "POST");
  refuse(response, 405, "Send GraphQL operations by POST");
};

/** Answers a path that does not exist. */
export const refuseUnknownPath: RequestHandler = (_request, response) => {
  refuse(response, 404, "There is nothing here; GraphQL is at /graphql, GraphiQL at /graphiql");
};

/**
 * Answers a request whose body could not be read (no JSON, too large, cut short), and whatever
 * fails outside GraphQL, without saying more than the status does.
 */
export function refuseUnreadable(log: (entry: string) => void): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = isNativeError(error) && "status" in error ? error.status : null;
    if (status === 413) return refuse(response, 413, "The request is too large");
    if (typeof status === "number" && status >= 400 && status < 500) {
      return refuse(response, status, "The request cannot be read");
    }
    log(`Internal error: ${isNativeError(error) ? error.message : typeof error}`);
    return refuse(response, 500, "Internal error");
  };
}

function refuse(response: Response, status: number, message: string): void {
  const code = status === 500 ? "INTERNAL_SERVER_ERROR" : "BAD_REQUEST";
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
}
