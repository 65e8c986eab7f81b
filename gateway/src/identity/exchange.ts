import { randomUUID } from "node:crypto";
import { accessTokenType, exchangeGrant } from "@palier/issuer";
import { landlordAudience } from "@palier/schema";
import { isRecord, KeptValues, type KeyRing } from "@palier/service";
import { SignJWT } from "jose";

import { type Issuer, IssuerUnavailableError } from "./issuer.js";

import { type Session, sessionKey } from "./session.js";

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

export interface ExchangeTerms {
  readonly issuer: Issuer;
  /** The gateway's own client at the issuer. */
  readonly clientId: string;
  readonly keys: Pick<KeyRing, "signer">;
  readonly conventionHash: string;
  /** How long the issuer may take. */
  readonly timeoutMs: number;
  readonly now: () => Date;
}

/** An exchanged token is replaced before its end, so that it outlives the request that carries it. */
const leadMs = 15_000;
const mostKept = 20_000;
const assertionSeconds = 30;

/** Exchanges a caller's token for one that serves at a single landlord (RFC 8693). */
export class TokenExchange {
  readonly #terms: ExchangeTerms;
  readonly #kept: KeptValues<string>;

  constructor(terms: ExchangeTerms) {
    this.#terms = terms;
    this.#kept = new KeptValues(mostKept, leadMs, terms.now);
  }

  /**
   * @param landlord slug.
   * @throws IssuerUnavailableError
   */
  for(session: Session, landlord: string): string | Promise<string> {
    const key = `${sessionKey(session, this.#terms.conventionHash)} ${landlord}`;
    return this.#kept.get(key, () => this.#exchange(session, landlord));
  }

  async #exchange(session: Session, landlord: string) {
    const { issuer, now } = this.#terms;
    const askedAtMs = now().getTime();
    const form = {
      grant_type: exchangeGrant,
      subject_token: session.accessToken,
      subject_token_type: accessTokenType,
      requested_token_type: accessTokenType,
      audience: landlordAudience(landlord),
      client_assertion_type: assertionType,
      client_assertion: await this.#assertion(),
    };
    const { token: url } = await issuer.endpoints();
    const answer = await post(url, form, this.#terms);
    const { access_token: value, expires_in: seconds } = isRecord(answer) ? answer : {};
    if (typeof value !== "string" || typeof seconds !== "number") {
      throw new IssuerUnavailableError(`${issuer.name} gave no token for ${landlord}`);
    }
    return { value, expiresAtMs: Math.min(askedAtMs + seconds * 1000, session.expiresAtMs) };
  }

  /** Proof that it is the gateway who asks (RFC 7523). */
  async #assertion(): Promise<string> {
    const { issuer, clientId, keys, now } = this.#terms;
    const { key, keyId } = await keys.signer();
    const issuedAt = Math.floor(now().getTime() / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: "EdDSA", typ: "JWT", kid: keyId })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(issuer.name)
      .setJti(randomUUID())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + assertionSeconds)
      .sign(key);
  }
}

async function post(
  url: string,
  form: Readonly<Record<string, string>>,
  { issuer: { clock, fetch: ask }, timeoutMs }: Pick<ExchangeTerms, "issuer" | "timeoutMs">,
): Promise<unknown> {
  const send = () =>
    ask(url, {
      method: "POST",
      body: new URLSearchParams(form),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: "error",
    });
  try {
    const response = await (clock?.watch(send) ?? send());
    const answer: unknown = await response.json();
    if (response.ok) return answer;
    const reason = isRecord(answer) ? `${answer.error}` : "no reason";
    throw new IssuerUnavailableError(`the exchange was refused (${reason.slice(0, 60)})`);
  } catch (cause) {
    if (cause instanceof IssuerUnavailableError) throw cause;
    throw new IssuerUnavailableError("the issuer does not answer an exchange", { cause });
  }
}
