import type { IncomingHttpHeaders } from "node:http";
import { isNativeError } from "node:util/types";
import {
  type AccessError,
  type AdmissionTerms,
  admit,
  bodyDigest,
  ConventionExpiredError,
  ConventionNotSignedError,
  ConventionNotYetValidError,
  type ConventionState,
  contradiction,
  type ExchangedToken,
  type PurposeProofTerms,
  purposeHeader,
  purposeProofOf,
  ShutOutError,
  statementProblem,
  UnauthenticatedError,
  UnavailableError,
  type Verified,
  type Viewer,
  type Visa,
  verifyExchangedToken,
  verifyStatement,
  verifyVisa,
  visaHeader,
} from "@palier/schema";
import { type ShutOutVerdict, UsedOnce } from "@palier/service";
import type { JWTVerifyGetKey } from "jose";
import { UsedStatements } from "./used-statements.js";
import { VerifiedTokens } from "./verified-tokens.js";

/** What a node serves under, or why it does not. */
export type Terms =
  | {
      readonly state: "IN_FORCE";
      /** What is granted now. */
      readonly granted: AdmissionTerms["granted"] & PurposeProofTerms;
      /** The texts under which somebody may ask, by their hashes. */
      readonly texts: AdmissionTerms["texts"];
      /** Whether the landlord has paused the partner; absent at a subgraph that holds nobody's data. */
      readonly isPaused?: (partner: string) => boolean;
      /**
       * Of what is answered: another one as soon as anything has changed that an answer may rest on.
       * Absent: no answer may be given twice.
       */
      readonly edition?: string;
    }
  | { readonly state: Exclude<ConventionState, "IN_FORCE"> };

export interface DoorSettings {
  /** Name of the subgraph that visas are minted for: a landlord's slug, for one. */
  readonly subgraph: string;
  readonly gatewayIssuer: string;
  /** Public keys of the gateway. */
  readonly gatewayKeys: JWTVerifyGetKey;
  /** Whose word is asked besides the gateway's; null at a subgraph that holds nobody's data. */
  readonly tokens: TokenTrust | null;
  /** Asked for each request with proofs: a signature, a last day or a pause takes effect at once. */
  readonly terms: (now: Date) => Terms | Promise<Terms>;
  /**
   * Whether the convention's host has shut the person out; asked for each request. Absent at a subgraph
   * that holds nobody's data: the gateway asks for itself.
   */
  readonly shutOut?: ((issuer: string, subject: string) => Promise<ShutOutVerdict>) | undefined;
  /** Whether the landlord withholds its data from people for whom a broker speaks. */
  readonly refusesBroker?: boolean;
  readonly now: () => Date;
  /** By how much clocks may differ; 5 where it is absent. */
  readonly toleranceSeconds?: number | undefined;
  /** Is shown what became of each visa, for what it tells of the gateway's clock. */
  readonly watchSkew?: ((verified: Verified<Visa>, now: Date) => void) | undefined;
  /** Visas that have served once: one memory for all doors that follow one another. */
  readonly used?: UsedOnce;
  /** Statements of purpose that have served: one memory, as above. */
  readonly stated?: UsedStatements;
}

export interface TokenTrust {
  readonly issuer: string;
  /** Public keys of the issuer. */
  readonly keys: JWTVerifyGetKey;
  /** The landlord's slug. */
  readonly landlord: string;
  /** Client id of the gateway at the issuer. */
  readonly actor: string;
}

/** Who was let in with one request. */
export interface Admitted {
  readonly viewer: Viewer;
  /** Id of the visa: what this log and the gateway's have in common. */
  readonly operationId: string;
  /**
   * Whether the landlord has paused the viewer's partner, or refuses the broker that speaks for the viewer. It is let in and must find nothing: that
   * its contributions are withheld, an error could not tell coverage. The log has it as a refusal.
   */
  readonly isPaused: boolean;
  /** Of what is answered; null where no answer may be given twice. */
  readonly edition: string | null;
}

export type RequestAdmission =
  | ({ readonly ok: true } & Admitted)
  | {
      readonly ok: false;
      readonly error: AccessError;
      /** Why, for the node's own log. */
      readonly logged: string;
      /** Who was refused, once that is beyond doubt. */
      readonly viewer: Viewer | null;
      /** Whether visa and token held, each by itself: no stranger can bring this refusal about. */
      readonly isProved: boolean;
    };

export interface Door {
  /**
   * @param body the request's bytes as they came.
   * @param certificate thumbprint of the client certificate that the connection was opened with; null
   *   where TLS does not end in this process, or asks for none.
   */
  admit(
    headers: IncomingHttpHeaders,
    body: Uint8Array,
    certificate?: string | null,
  ): Promise<RequestAdmission>;
}

/**
 * Lets requests in whose visa and exchanged token hold and agree with the convention in force. A
 * caller learns of the convention only once its proofs hold; before that every refusal is
 * the same. A visa that is bound to a body is checked against it and serves once; only such a visa
 * lets a stated purpose lift anything, and only where the caller's session has signed it, unless the
 * convention takes the gateway's word for it. Where this process knows the client certificate of a
 * connection, a visa comes in over the one that it is bound to and over no other. Whatever cannot be
 * checked is refused.
 */
export function createDoor(settings: DoorSettings): Door {
  const verify = verifier(settings);
  const { used = new UsedOnce(), stated = new UsedStatements() } = settings;
  const enter = async (
    { visa, token, statement }: Proofs,
    body: Uint8Array,
    certificate: string | null,
    now: Date,
  ) => {
    const unbound = certificate === null ? null : certificateProblem(visa, certificate);
    if (unbound !== null) return unauthenticated(unbound);
    if (visa.body !== null && visa.body !== bodyDigest(body)) {
      return unauthenticated("the visa is of another request body");
    }
    const contradicted = contradiction(visa, token);
    if (contradicted !== null) return unauthenticated(contradicted);
    const terms = await settings.terms(now);
    if (terms.state !== "IN_FORCE") return notInForce(terms.state);
    const admission = admit(visa, token, terms);
    if (!admission.ok) {
      return admission.problem === "the visa is of another convention"
        ? refuse(new ConventionNotSignedError(), admission.problem)
        : unauthenticated(admission.problem);
    }
    const verdict =
      token === null ? "IN" : ((await settings.shutOut?.(token.iss, token.sub)) ?? "IN");
    if (verdict === "OUT") return refuse(new ShutOutError(), "shut out", admission.viewer);
    if (verdict === "UNKNOWN") return uncheckable(new Error(unknownShutOut), admission.viewer);
    const purpose = await provedPurpose(admission.viewer, { visa, token, statement }, terms, {
      audience: settings.gatewayIssuer,
      now,
      toleranceSeconds: settings.toleranceSeconds,
    });
    if (!purpose.ok) return unauthenticated(purpose.problem);
    const viewer = { ...admission.viewer, purpose: purpose.value };
    const seconds = now.getTime() / 1000;
    const owner = { partner: viewer.partner, subject: visa.sub };
    // Last, so that nobody without a token spends the visa of another.
    if (visa.body !== null && !used.use(visa.jti, visa.exp, seconds, owner)) {
      return unauthenticated("the visa has been used");
    }
    if (purpose.id !== null && !stated.use(purpose.id, visa.body ?? "", seconds, owner)) {
      return unauthenticated("the statement of purpose has been used");
    }
    const isRefused = settings.refusesBroker === true && isOfBroker(token, terms.granted);
    const isPaused = isRefused || (terms.isPaused?.(viewer.partner) ?? false);
    const { edition = null } = terms;
    return { ok: true, viewer, operationId: visa.jti, isPaused, edition } as const;
  };
  return {
    admit: async (headers, body, certificate = null) => {
      const now = settings.now();
      const proofs = await verify(headers, now).catch((error) => uncheckable(error));
      if (!("visa" in proofs)) return { ...proofs, isProved: false };
      return enter(proofs, body, certificate, now).catch((error) => uncheckable(error));
    },
  };
}

const unknownShutOut = "the list of people shut out is not known";

/** By what the token says, or by who signed it: a broker that is refused need not say that it is one. */
function isOfBroker(token: ExchangedToken | null, { broker }: AdmissionTerms["granted"]): boolean {
  return token !== null && (token.idp !== undefined || token.iss === broker?.issuer);
}

interface Proofs {
  readonly visa: Visa;
  readonly token: ExchangedToken | null;
  /** As it came; read where the purpose would lift something. */
  readonly statement: string | null;
}

/** What keeps a visa from having come over this connection. */
function certificateProblem({ cnf }: Visa, certificate: string): string | null {
  if (cnf === undefined) return "the visa is bound to no client certificate";
  return cnf["x5t#S256"] === certificate ? null : "the visa is of another client certificate";
}

type ProvedPurpose =
  | {
      readonly ok: true;
      readonly value: Viewer["purpose"];
      /** What tells the statement from every other; null where none was needed. */
      readonly id: string | null;
    }
  | { readonly ok: false; readonly problem: string };

/** The purpose that lifts something for this request. Without a statement there is none; with one that does not hold, nobody is let in. */
async function provedPurpose(
  { purpose }: Viewer,
  { visa, token, statement }: Proofs,
  { granted }: Extract<Terms, { state: "IN_FORCE" }>,
  by: {
    readonly audience: string;
    readonly now: Date;
    readonly toleranceSeconds: number | undefined;
  },
): Promise<ProvedPurpose> {
  if (purpose === null || purposeProofOf(granted) === "word-of-gateway") {
    return { ok: true, value: purpose, id: null };
  }
  if (statement === null) return { ok: true, value: null, id: null };
  const verified = await verifyStatement(statement, by);
  if (!verified.ok) return { ok: false, problem: `statement of purpose: ${verified.problem}` };
  const { value } = verified;
  const session = { sub: visa.sub, key: token?.cnf?.jkt ?? null };
  const problem = statementProblem(value, session, purpose, visa.convention);
  if (problem !== null) return { ok: false, problem };
  return { ok: true, value: purpose, id: `${value.signedBy} ${value.jti}` };
}

/** Finds both proofs and verifies them, or refuses, for the reason that one does not hold. */
function verifier({
  subgraph,
  gatewayIssuer: issuer,
  gatewayKeys,
  tokens,
  toleranceSeconds,
  watchSkew,
}: DoorSettings) {
  const visas = new VerifiedTokens<Visa>(
    (text, now) => verifyVisa(text, gatewayKeys, { issuer, subgraph, now, toleranceSeconds }),
    ({ body }) => body === null,
  );
  const exchanged =
    tokens &&
    new VerifiedTokens<ExchangedToken>((text, now) =>
      verifyExchangedToken(text, tokens.keys, { ...tokens, now, toleranceSeconds }),
    );
  return async (headers: IncomingHttpHeaders, now: Date): Promise<Proofs | Refusal> => {
    const visaText = headers[visaHeader];
    if (typeof visaText !== "string") return unauthenticated("no visa");
    const visa = await visas.verify(visaText, now);
    watchSkew?.(visa, now);
    if (!visa.ok) return unauthenticated(`visa: ${visa.problem}`);
    const stated = headers[purposeHeader];
    const statement = typeof stated === "string" ? stated : null;
    if (exchanged === null) return { visa: visa.value, token: null, statement };
    const tokenText = /^Bearer ([^\s,]+)$/i.exec(headers.authorization ?? "")?.[1];
    if (tokenText === undefined) return unauthenticated("no exchanged token");
    const token = await exchanged.verify(tokenText, now);
    return token.ok
      ? { visa: visa.value, token: token.value, statement }
      : unauthenticated(`exchanged token: ${token.problem}`);
  };
}

type Refusal = Extract<RequestAdmission, { ok: false }>;

/** As somebody's whose proofs held. */
function refuse(error: AccessError, logged: string, viewer: Viewer | null = null): Refusal {
  return { ok: false, error, logged, viewer, isProved: true };
}

const unchecked = "the request could not be checked";

/** Why a request was refused, without the words of an error, which may name an address. */
export function ruleOf(logged: string): string {
  return logged.startsWith(unchecked) ? unchecked : logged;
}

function uncheckable(error: unknown, viewer: Viewer | null = null): Refusal {
  const logged = `${unchecked}: ${wordsOf(error)}`;
  return refuse(new UnavailableError(), logged, viewer);
}

/** One answer, whatever is wrong: the reason is for the log alone. */
function unauthenticated(logged: string) {
  return refuse(new UnauthenticatedError(), logged);
}

function notInForce(state: Exclude<ConventionState, "IN_FORCE">) {
  switch (state) {
    case "NOT_SIGNED":
      return refuse(new ConventionNotSignedError(), "the convention is not signed");
    case "NOT_YET_VALID":
      return refuse(new ConventionNotYetValidError(), "the convention is not in force yet");
    case "EXPIRED":
      return refuse(new ConventionExpiredError(), "the convention has expired");
    case "SUPERSEDED":
      return refuse(new ConventionExpiredError(), "a later version of the convention is signed");
  }
}

function wordsOf(error: unknown): string {
  return isNativeError(error) ? error.message : typeof error;
}
