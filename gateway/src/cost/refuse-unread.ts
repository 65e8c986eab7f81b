import { RateLimitedError } from "@palier/schema";
import type { Request, RequestHandler, Response } from "express";
import type { Asker } from "../turns/asker.js";
import { type Alarm, timer } from "../turns/turns.js";
import type { Toll } from "./toll.js";
import type { TollAnswer } from "./tollgate.js";

/** After which whoever does not wait is told to: asking again at once is once a second then. */
const heldMs = 1_000;
const mostHeld = 500;

/**
 * Refuses, before a body is read, whoever goes on asking while it was told to wait; not at once, since
 * many refusals a second would keep the gateway from its answers.
 *
 * @param askerOf who sends a request that was let in.
 */
export function refuseUnread(
  toll: Pick<Toll, "secondsUnread">,
  askerOf: (response: Response) => Asker,
  alarm: Alarm = timer,
): RequestHandler {
  let held = 0;
  return (_request: Request, response, next) => {
    const retryAfterSeconds = toll.secondsUnread(askerOf(response));
    if (retryAfterSeconds === 0) {
      next();
      return;
    }
    const { status, headers, result } = toldToWait(retryAfterSeconds);
    const refuse = () => void response.status(status).set(headers).json(result);
    if (held >= mostHeld || response.destroyed) return refuse();
    held += 1;
    const silence = alarm(heldMs, refuse);
    response.once("close", () => {
      held -= 1;
      silence();
    });
  };
}

const { message, extensions } = new RateLimitedError();

export function toldToWait(retryAfterSeconds: number): TollAnswer {
  const details = { ...extensions, reason: "BUSY", retryAfterSeconds };
  return {
    result: { errors: [{ message, extensions: details }] },
    status: 429,
    headers: { "retry-after": `${retryAfterSeconds}` },
  };
}
