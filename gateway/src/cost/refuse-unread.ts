import { RateLimitedError } from "@palier/schema";
import type { Request, RequestHandler, Response } from "express";
import type { Asker } from "./budgets.js";
import type { Toll } from "./toll.js";

/**
 * Refuses, before a body is read, whoever goes on asking while it was told to wait.
 *
 * @param askerOf who sends a request that was let in.
 */
export function refuseUnread(
  toll: Pick<Toll, "secondsUnread">,
  askerOf: (response: Response) => Asker,
): RequestHandler {
  return (_request: Request, response, next) => {
    const retryAfterSeconds = toll.secondsUnread(askerOf(response));
    if (retryAfterSeconds === 0) {
      next();
      return;
    }
    const { message, extensions } = new RateLimitedError();
    const details = { ...extensions, reason: "BUSY", retryAfterSeconds };
    response
      .status(429)
      .setHeader("Retry-After", `${retryAfterSeconds}`)
      .json({ errors: [{ message, extensions: details }] });
  };
}
