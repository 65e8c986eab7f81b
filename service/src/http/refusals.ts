import { isNativeError } from "node:util/types";
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import type { Log } from "../log/log.js";

const wantsJson =
  "Send the operation as JSON in UTF-8, not encoded otherwise, with Content-Type: application/json";
/** Answer to a request that says it is something else than JSON. */
export const notJson = { status: 415, message: wantsJson } as const;

/** Whether a request says that its body is JSON. */
export function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType ?? "");
}

/** Answers what does not say that it is JSON, before its body is read. */
export const requireJson: RequestHandler = (request, response, next) => {
  if (isJson(request.headers["content-type"])) next();
  else refuse(response, notJson.status, notJson.message);
};

/** Answers any method but POST: queries never travel in an address, which logs and caches keep. */
export const refuseOtherMethods: RequestHandler = (_request, response) => {
  response.setHeader("Allow", "POST");
  refuse(response, 405, "Send GraphQL operations by POST");
};

/**
 * Answers a path that does not exist.
 *
 * @param places what is where instead, e.g. "GraphQL is at /graphql".
 */
export function refuseUnknownPath(places: string): RequestHandler {
  return (_request, response) => refuse(response, 404, `There is nothing here; ${places}`);
}

/**
 * Answers a request whose body could not be read (no JSON, too large, cut short), and whatever
 * fails outside GraphQL, without saying more than the status does.
 */
export function refuseUnreadable(log: Log): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    // Refused while its body came: that the rest of it did not is nothing new.
    if (response.writableEnded) return;
    if (response.headersSent) return next(error);
    const status = clientStatus(error);
    if (status === null)
      log(`Internal error: ${isNativeError(error) ? error.message : typeof error}`, "error");
    if (status === notJson.status) return refuse(response, status, notJson.message);
    if (status === 413) return refuse(response, 413, "The request is too large");
    if (status !== null) return refuse(response, status, "The request body cannot be read as JSON");
    return refuse(response, 500, "Internal error");
  };
}

function clientStatus(error: unknown): number | null {
  const status = isNativeError(error) && "status" in error ? error.status : null;
  return typeof status === "number" && status >= 400 && status < 500 ? status : null;
}

/** Answers what cannot be answered, in the form of GraphQL. */
export function refuse(response: Response, status: number, message: string): void {
  const code = status === 500 ? "INTERNAL_SERVER_ERROR" : "BAD_REQUEST";
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
}
