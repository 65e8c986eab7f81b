import { isNativeError } from "node:util/types";
import {
  type AccessEntry,
  type AccessError,
  ShutOutError,
  UnauthenticatedError,
  UnavailableError,
  type Words,
  WrongClockError,
} from "@palier/schema";
import { AccessTrace, quietLog } from "@palier/service";
import type { GraphQLFormattedError } from "graphql";
import type { Caller, Callers } from "../identity/callers.js";
import type { SignInHeaders } from "../identity/sign-in.js";

/** What somebody is told who is not let in. */
export interface Turned {
  readonly status: 401 | 403 | 503;
  readonly result: { readonly errors: readonly GraphQLFormattedError[] };
  readonly headers: Readonly<Record<string, string>>;
}

export type Admission = { readonly caller: Caller } | Turned;

/**
 * Lets somebody in who is signed in, before anything else of the request is read. Whatever is wrong
 * with a token, the caller is told the same.
 */
export class Admissions {
  readonly #read: Callers["read"];
  readonly #note: (kind: string, entry: string) => void;
  readonly #noteRefusal: (entry: AccessEntry) => Promise<void>;

  /**
   * @param log receives each reason, once a minute.
   * @param noteRefusal keeps what was refused to whom nobody knows.
   */
  constructor(
    { read }: Pick<Callers, "read">,
    log: (entry: string) => void,
    noteRefusal: (entry: AccessEntry) => Promise<void> = async () => {},
  ) {
    this.#read = read;
    this.#note = quietLog(log, () => performance.now());
    this.#noteRefusal = noteRefusal;
  }

  async admit(headers: SignInHeaders): Promise<Admission> {
    try {
      const signedIn = await this.#read(headers);
      if (signedIn.ok) return { caller: signedIn.caller };
      if (signedIn.problem === "unknown purpose") {
        await this.#noteRefusal(refusalOf(signedIn.problem));
        return otherPurpose(unknownPurpose(signedIn.known));
      }
      if (signedIn.problem === "unsigned purpose") {
        await this.#noteRefusal(refusalOf(signedIn.problem));
        return otherPurpose(unsignedPurpose);
      }
      if (signedIn.problem === "shut out") {
        this.#note(signedIn.problem, "somebody is refused who is shut out");
        await this.#noteRefusal(refusalOf("SHUT_OUT"));
        return turned(403, new ShutOutError());
      }
      if (signedIn.problem === "statement") {
        this.#note(signedIn.reason, `statement of purpose refused: ${signedIn.reason}`);
        await this.#noteRefusal(refusalOf(`statement of purpose: ${signedIn.reason}`));
        return otherPurpose(brokenStatement);
      }
      this.#note(signedIn.problem, `sign-in refused: ${signedIn.problem}`);
      await this.#noteRefusal(refusalOf(signedIn.problem));
      return turned(401, new UnauthenticatedError(), { "www-authenticate": "Bearer" });
    } catch (error) {
      if (error instanceof WrongClockError) return turned(503, error);
      const reason = isNativeError(error) ? error.message : typeof error;
      this.#note("failed", `sign-in failed: ${reason}`);
      return turned(503, new UnavailableError());
    }
  }
}

function refusalOf(reason: string): AccessEntry {
  const trace = new AccessTrace();
  trace.refuse(reason);
  return trace.entry({ viewer: null, isProved: false, operationId: null });
}

function turned(
  status: Turned["status"],
  { message, extensions }: AccessError,
  headers: Turned["headers"] = {},
): Turned {
  return { status, result: { errors: [{ message, extensions: { ...extensions } }] }, headers };
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
    fr: `Votre catégorie de partenaire ne peut pas indiquer cette finalité. Elle peut indiquer : ${list}.`,
  };
}

function otherPurpose({ en: message, fr }: Words): Turned {
  const extensions = { code: "PURPOSE_REQUIRED", fr };
  return { status: 403, result: { errors: [{ message, extensions }] }, headers: {} };
}
