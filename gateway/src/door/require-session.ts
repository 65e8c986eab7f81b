import { type AccessEntry, purposeHeader } from "@palier/schema";
import type { RequestHandler, Response } from "express";
import type { Caller, Callers } from "../identity/callers.js";
import { Admissions } from "./admission.js";

/** What the door hands on to whoever answers a request. */
interface Admitted {
  caller?: Caller;
}

/**
 * Lets a request pass whose caller is signed in, before its body is read.
 *
 * @param log receives each reason why somebody is not, once a minute.
 * @param noteRefusal keeps what was refused to whom nobody knows.
 */
export function requireSession(
  callers: Pick<Callers, "read">,
  log: (entry: string) => void,
  noteRefusal?: (entry: AccessEntry) => Promise<void>,
): RequestHandler {
  const admissions = new Admissions(callers, log, noteRefusal);
  return async (request, response, next) => {
    const { authorization = null } = request.headers;
    const purpose = request.get(purposeHeader)?.trim() || null;
    const admission = await admissions.admit({ authorization, purpose });
    if ("caller" in admission) {
      (response.locals as Admitted).caller = admission.caller;
      next();
      return;
    }
    const { status, result, headers } = admission;
    response.status(status).set(headers).json(result);
  };
}

/** @throws Error for a request that was not let in: it must not be answered as nobody's. */
export function callerOf({ locals }: Pick<Response, "locals">): Caller {
  const { caller } = locals as Admitted;
  if (caller === undefined) throw new Error("an operation came in without a session");
  return caller;
}
