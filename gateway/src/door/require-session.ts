import { isNativeError } from "node:util/types";
import {
  type AccessEntry,
  type AccessError,
  purposeHeader,
  UnauthenticatedError,
  UnavailableError,
  type Words,
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
        refusePurpose(response, unknownPurpose(signedIn.known));
      } else if (signedIn.problem === "unsigned purpose") {
        await noteRefusal(refusalOf(signedIn.problem));
        refusePurpose(response, unsignedPurpose);
      } else if (signedIn.problem === "statement") {
        note(signedIn.reason, `statement of purpose refused: ${signedIn.reason}`);
        await noteRefusal(refusalOf(`statement of purpose: ${signedIn.reason}`));
        refusePurpose(response, brokenStatement);
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

const unsignedPurpose: Words = {
  en: "The convention takes a purpose that your session has signed, not its name alone. How: docs/build-on-the-gateway.md.",
  fr: "La convention demande une finalité signée par votre session, et non son seul nom. Voir docs/build-on-the-gateway.md.",
};

/** One answer, whatever is wrong with it. */
const brokenStatement: Words = {
  en: "The statement of purpose does not hold for this question. Sign another one.",
  fr: "L’indication de finalité ne vaut pas pour cette demande. Signez-en une autre.",
};

function unknownPurpose(known: readonly string[]): Words {
  const list = known.join(", ") || "—";
  return {
    en: `Your kind of partner may not state this purpose. It may state: ${list}.`,
    fr: `Votre catégorie de partenaire ne peut pas indiquer cette finalité. Elle peut indiquer : ${list}.`,
  };
}

function refusePurpose(response: Response, { en: message, fr }: Words): void {
  response
    .status(403)
    .json({ errors: [{ message, extensions: { code: "PURPOSE_REQUIRED", fr } }] });
}
