import {
  type Convention,
  gatewayAudience,
  type Purpose,
  purposesOf,
  type TokenProblem,
  verifyToken,
  WrongClockError,
} from "@palier/schema";
import { KeptValues } from "@palier/service";
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
  | { readonly ok: false; readonly problem: TokenProblem | "no token" | "no partner" }
  | { readonly ok: false; readonly problem: "unknown purpose"; readonly known: readonly Purpose[] };

export interface SignInTerms {
  readonly issuer: Issuer;
  /** Claim that holds the partner's code in the convention. */
  readonly partnerClaim: string;
  readonly convention: Pick<Convention, "partners" | "purposes">;
  readonly now: () => Date;
}

/** Longest life of an access token of any issuer that the gateway accepts. */
const longestLifeSeconds = 12 * 60 * 60;
/** A verified token is believed so long before its signature is checked again against the issuer's keys. */
const believedMs = 60_000;
const mostKept = 10_000;

/** A token that was verified, before anybody looks for its partner. */
type VerifiedToken = Pick<Session, "subject" | "expiresAtMs"> & { readonly partnerCode: unknown };

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
      return this.#sessionOf(verified, accessToken, purpose);
    } catch (error) {
      if (error instanceof RefusedToken) return { ok: false, problem: error.problem };
      throw error;
    }
  }

  async #verify(accessToken: string) {
    const { issuer, partnerClaim, now } = this.#terms;
    const expected = {
      type: "at+jwt",
      issuer: issuer.name,
      audience: gatewayAudience,
      algorithms: ["EdDSA", "ES256", "RS256"],
      longestLifeSeconds,
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
      value: { subject: sub, expiresAtMs, partnerCode: verified.value[partnerClaim] },
      expiresAtMs: Math.min(expiresAtMs, now().getTime() + believedMs),
    };
  }

  #sessionOf(
    { subject, expiresAtMs, partnerCode }: VerifiedToken,
    accessToken: string,
    stated: string | null,
  ): SignedIn {
    const { partners, purposes } = this.#terms.convention;
    const partner = partners.find(({ code }) => code === partnerCode);
    if (partner === undefined) return { ok: false, problem: "no partner" };
    const known = purposesOf(purposes, partner.kind);
    const purpose = stated === null ? null : known.find((each) => each === stated);
    if (purpose === undefined) return { ok: false, problem: "unknown purpose", known };
    return { ok: true, session: { subject, partner, purpose, accessToken, expiresAtMs } };
  }
}

/** Carries the reason through what keeps verified tokens: refusals are not kept. */
class RefusedToken extends Error {
  constructor(readonly problem: TokenProblem) {
    super(problem);
  }
}
