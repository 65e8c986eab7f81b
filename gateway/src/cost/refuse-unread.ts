import { RateLimitedError } from "@palier/schema";
import type { Request, RequestHandler, Response } from "express";
import type { Asker } from "../turns/asker.js";
import type { Toll } from "./toll.js";
import type { TollAnswer } from "./tollgate.js";

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
    const { status, headers, result } = toldToWait(retryAfterSeconds);
    response.status(status).set(headers).json(result);
  };
}

export function toldToWait(retryAfterSeconds: number): TollAnswer {
  const { message, extensions } = new RateLimitedError();
  const details = { ...extensions, reason: "BUSY", retryAfterSeconds };
  return {
    result: { errors: [{ message, extensions: details }] },
    status: 429,
    headers: { "retry-after": `${retryAfterSeconds}` },
  };
}
