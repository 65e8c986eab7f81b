import { isNativeError } from "node:util/types";
import {
  type AccessEntry,
  type AccessError,
  purposeHeader,
  UnauthenticatedError,
  UnavailableError,
  WrongClockError,
} from "@palier/schema";
import { AccessTrace, quietLog } from "@palier/service";
import type { RequestHandler, Response } from "express";
import type { Caller, Callers } from "../identity/callers.js";

/** What the door hands on to whoever answers a request. */
interface Admitted {
  caller?: Caller;
}

/**
 * Lets a request pass whose caller is signed in, before its body is read. Whatever is wrong with a
 * token, the caller is told the same.
 *
 * @param log receives each reason, once a minute.
 * @param note keeps what was refused to whom nobody knows.
 */
export function requireSession(
  { read }: Pick<Callers, "read">,
  log: (entry: string) => void,
  noteRefusal: (entry: AccessEntry) => Promise<void> = async () => {},
): RequestHandler {
  const note = quietLog(log, () => performance.now());
  return async (request, response, next) => {
    const { authorization = null } = request.headers;
    const purpose = request.get(purposeHeader)?.trim() || null;
    try {
      const signedIn = await read({ authorization, purpose });
      if (signedIn.ok) {
        (response.locals as Admitted).caller = signedIn.caller;
        next();
      } else if (signedIn.problem === "unknown purpose") {
        await noteRefusal(refusalOf(signedIn.problem));
        refusePurpose(response, signedIn.known);
      } else {
        note(signedIn.problem, `sign-in refused: ${signedIn.problem}`);
        await noteRefusal(refusalOf(signedIn.problem));
        response.setHeader("WWW-Authenticate", "Bearer");
        refuse(response, 401, new UnauthenticatedError());
      }
    } catch (error) {
      if (error instanceof WrongClockError) {
        refuse(response, 503, error);
        return;
      }
      const reason = isNativeError(error) ? error.message : typeof error;
      note("failed", `sign-in failed: ${reason}`);
      refuse(response, 503, new UnavailableError());
    }
  };
}

function refusalOf(reason: string): AccessEntry {
  const trace = new AccessTrace();
  trace.refuse(reason);
  return trace.entry({ viewer: null, isProved: false, operationId: null });
}

/** @throws Error for a request that was not let in: it must not be answered as nobody's. */
export function callerOf({ locals }: Pick<Response, "locals">): Caller {
  const { caller } = locals as Admitted;
  if (caller === undefined) throw new Error("an operation came in without a session");
  return caller;
}

function refuse(response: Response, status: number, { message, extensions }: AccessError): void {
  response.status(status).json({ errors: [{ message, extensions }] });
}

function refusePurpose(response: Response, known: readonly string[]): void {
  const list = known.join(", ") || "—";
  const message = `Your kind of partner may not state this purpose. It may state: ${list}.`;
  const fr = `Votre catégorie de partenaire ne peut pas indiquer cette finalité. Elle peut indiquer : ${list}.`;
  response
    .status(403)
    .json({ errors: [{ message, extensions: { code: "PURPOSE_REQUIRED", fr } }] });
}
