import {
  type Convention,
  gatewayAudience,
  isStatement,
  type Purpose,
  purposeProofOf,
  purposesOf,
  statementLifeSeconds,
  statementProblem,
  type TokenProblem,
  verifyStatement,
  verifyToken,
  WrongClockError,
} from "@palier/schema";
import { isRecord, KeptValues, type SharedUsedOnce, type ShareLimits } from "@palier/service";
import type { Issuer } from "./issuer.js";
import { type Session, tokenDigest } from "./session.js";

/** What a caller says of itself, each null where the header is missing. */
export interface SignInHeaders {
  readonly authorization: string | null;
  readonly purpose: string | null;
}

export type SignedIn = { readonly ok: true; readonly session: Session } | SignInRefusal;

export type SignInRefusal =
  /** The caller is not told which; the log is. */
  | {
      readonly ok: false;
      readonly problem: TokenProblem | "no token" | "no partner" | "signed out";
    }
  | { readonly ok: false; readonly problem: "shut out" }
  | { readonly ok: false; readonly problem: "unknown purpose"; readonly known: readonly Purpose[] }
  /** The convention asks for the caller's own signature, and there is none. */
  | { readonly ok: false; readonly problem: "unsigned purpose" }
  /** Whatever is wrong with it; the reason is for the log. */
  | { readonly ok: false; readonly problem: "statement"; readonly reason: string };

export interface SignInTerms {
  readonly issuer: Issuer;
  /** Claim that holds the partner's code in the convention. */
  readonly partnerClaim: string;
  readonly convention: Pick<Convention, "partners" | "purposes" | "purposeProof">;
  readonly conventionHash: string;
  /** The gateway's own name, to which purposes are stated. */
  readonly name: string;
  /** By how much clocks may differ. */
  readonly toleranceSeconds?: number | undefined;
  readonly now: () => Date;
  /** Statements of purpose that have served: one memory for all texts of the convention. */
  readonly stated: SharedUsedOnce;
}

/** Longest life of an access token of any issuer that the gateway accepts. */
const longestLifeSeconds = 12 * 60 * 60;
/** A verified token is believed so long before its signature is checked again against the issuer's keys. */
const believedMs = 60_000;
const mostKept = 10_000;
/** Of statements of purpose, in the seven minutes that one is remembered. */
export const mostStated: ShareLimits = { ofPartner: 10_000, ofSubject: 2_000 };

/** A token that was verified, before anybody looks for its partner. */
type VerifiedToken = Pick<Session, "subject" | "expiresAtMs"> & {
  readonly partnerCode: unknown;
  /** Thumbprint of the key that the issuer has bound to the session; null where it bound none. */
  readonly sessionKey: string | null;
};

/** Tells who a request comes from. */
export class SignIn {
  readonly #terms: SignInTerms;
  readonly #verified: KeptValues<VerifiedToken>;

  constructor(terms: SignInTerms) {
    this.#terms = terms;
    this.#verified = new KeptValues(mostKept, 0, terms.now);
  }

  /**
   * @throws WrongClockError where the token would hold by the issuer's clock.
   * @throws whatever keeps the issuer's keys from being read.
   */
  async read({ authorization, purpose }: SignInHeaders): Promise<SignedIn> {
    const [, accessToken] = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? "") ?? [];
    if (accessToken === undefined) return { ok: false, problem: "no token" };
    try {
      const verified = await this.#verified.get(tokenDigest(accessToken), () =>
        this.#verify(accessToken),
      );
      return await this.#sessionOf(verified, accessToken, purpose);
    } catch (error) {
      if (error instanceof RefusedToken) return { ok: false, problem: error.problem };
      throw error;
    }
  }

  async #verify(accessToken: string) {
    const { issuer, partnerClaim, toleranceSeconds, now } = this.#terms;
    const expected = {
      type: "at+jwt",
      issuer: issuer.name,
      audience: gatewayAudience,
      algorithms: ["EdDSA", "ES256", "RS256"],
      longestLifeSeconds,
      toleranceSeconds,
    } as const;
    const verified = await verifyToken(accessToken, issuer.keys, expected, now());
    if (!verified.ok) {
      if (verified.problem === "expired" || verified.problem === "not yet valid") {
        const aheadMs = (await issuer.clock?.aheadMs()) ?? 0;
        const there = new Date(now().getTime() - aheadMs);
        const holdsThere =
          aheadMs !== 0 && (await verifyToken(accessToken, issuer.keys, expected, there)).ok;
        if (holdsThere) throw new WrongClockError();
      }
      throw new RefusedToken(verified.problem);
    }
    const { sub, exp } = verified.value;
    // Tokens of a landlord say who acts; nobody acts for a caller at this door.
    if (sub === undefined || sub.length > 200 || exp === undefined || "act" in verified.value) {
      throw new RefusedToken("claims");
    }
    const expiresAtMs = exp * 1000;
    return {
      value: {
        subject: sub,
        expiresAtMs,
        partnerCode: verified.value[partnerClaim],
        sessionKey: keyIn(verified.value.cnf),
      },
      expiresAtMs: Math.min(expiresAtMs, now().getTime() + believedMs),
    };
  }

  async #sessionOf(
    verified: VerifiedToken,
    accessToken: string,
    header: string | null,
  ): Promise<SignedIn> {
    const { subject, expiresAtMs, partnerCode } = verified;
    const partner = this.#terms.convention.partners.find(({ code }) => code === partnerCode);
    if (partner === undefined) return { ok: false, problem: "no partner" };
    const session = { subject, partner, accessToken, expiresAtMs };
    if (header === null)
      return { ok: true, session: { ...session, purpose: null, statement: null } };
    const known = purposesOf(this.#terms.convention.purposes, partner.kind);
    if (isStatement(header)) {
      const stated = await this.#stateIn(header, verified, known, partner.code);
      if (!stated.ok) return stated;
      return { ok: true, session: { ...session, purpose: stated.purpose, statement: header } };
    }
    const purpose = known.find((each) => each === header);
    if (purpose === undefined) return { ok: false, problem: "unknown purpose", known };
    if (purposeProofOf(this.#terms.convention) === "signed-by-caller") {
      return { ok: false, problem: "unsigned purpose" };
    }
    return { ok: true, session: { ...session, purpose, statement: null } };
  }

  /** What each landlord will check again; here, so that the caller is told at once, in words. */
  async #stateIn(
    text: string,
    { subject, sessionKey }: VerifiedToken,
    known: readonly Purpose[],
    partner: string,
  ): Promise<SignInRefusal | { readonly ok: true; readonly purpose: Purpose }> {
    const refuse = (reason: string) => ({ ok: false, problem: "statement", reason }) as const;
    const { name, conventionHash, toleranceSeconds, now, stated } = this.#terms;
    const verified = await verifyStatement(text, { audience: name, now: now(), toleranceSeconds });
    if (!verified.ok) return refuse(verified.problem);
    const { purpose, signedBy, jti } = verified.value;
    const session = { sub: subject, key: sessionKey };
    const problem = statementProblem(verified.value, session, purpose, conventionHash);
    if (problem !== null) return refuse(problem);
    if (!known.includes(purpose)) return { ok: false, problem: "unknown purpose", known };
    const seconds = now().getTime() / 1000;
    // It may be of as much later as the clocks differ.
    const endsAt = seconds + statementLifeSeconds + (toleranceSeconds ?? 0);
    const owner = { partner, subject };
    const isFirst = await stated.use(`${signedBy} ${jti}`, endsAt, seconds, owner);
    return isFirst ? { ok: true, purpose } : refuse("the statement has been used");
  }
}

/** The thumbprint in a token's `cnf`. */
function keyIn(confirmation: unknown): string | null {
  const jkt = isRecord(confirmation) ? confirmation.jkt : null;
  return typeof jkt === "string" ? jkt : null;
}

/** Carries the reason through what keeps verified tokens: refusals are not kept. */
class RefusedToken extends Error {
  constructor(readonly problem: TokenProblem) {
    super(problem);
  }
}
