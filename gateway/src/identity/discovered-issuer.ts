import { isRecord } from "@palier/service";
import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from "jose";
import { type Issuer, type IssuerEndpoints, IssuerUnavailableError } from "./issuer.js";
import { IssuerClock } from "./issuer-clock.js";

const timeoutMs = 3_000;
/** An issuer that failed is not asked again for so long, however many requests come. */
const coolDownMs = 5_000;

interface Discovered {
  readonly endpoints: IssuerEndpoints;
  readonly jwksUrl: string;
}

/**
 * An OpenID provider, asked for its keys and endpoints when they are first needed: a gateway starts
 * while its issuer is down.
 *
 * @param jwksUrl where its keys are, when it does not say so itself.
 */
export function discoveredIssuer(
  name: string,
  jwksUrl: string | null,
  {
    now,
    log,
    fetch: ask = fetch,
    toleranceSeconds,
  }: {
    readonly now: () => Date;
    readonly log: (entry: string) => void;
    /** Whose certificates are believed; the system's authorities by default. */
    readonly fetch?: typeof fetch;
    readonly toleranceSeconds?: number | undefined;
  },
): Issuer {
  const clock: IssuerClock = new IssuerClock({
    now,
    elapsedMs: () => performance.now(),
    ask: () => discover(name, clock, ask),
    log,
    toleranceMs: toleranceSeconds === undefined ? undefined : toleranceSeconds * 1_000,
  });
  const discovery = new Discovery(name, clock, now, ask);
  let keySet: JWTVerifyGetKey | null = null;
  return {
    name,
    clock,
    fetch: ask,
    keys: async (header, token) => {
      // Keeps keys, and asks again for an unknown one at most every 30 s.
      keySet ??= createRemoteJWKSet(new URL(jwksUrl ?? (await discovery.get()).jwksUrl), {
        timeoutDuration: timeoutMs,
        [customFetch]: (url, options) => clock.watch(() => ask(url, options)),
      });
      return keySet(header, token);
    },
    endpoints: async () => (await discovery.get()).endpoints,
  };
}

class Discovery {
  #known: Promise<Discovered> | null = null;
  #failedAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    readonly issuer: string,
    readonly clock: IssuerClock,
    readonly now: () => Date,
    readonly ask: typeof fetch,
  ) {}

  async get(): Promise<Discovered> {
    if (this.#known === null) {
      if (this.now().getTime() - this.#failedAtMs < coolDownMs) {
        throw new IssuerUnavailableError(`${this.issuer} did not answer a moment ago`);
      }
      this.#known = discover(this.issuer, this.clock, this.ask);
    }
    try {
      return await this.#known;
    } catch (error) {
      this.#known = null;
      this.#failedAtMs = this.now().getTime();
      throw error;
    }
  }
}

async function discover(
  issuer: string,
  clock: IssuerClock,
  ask: typeof fetch,
): Promise<Discovered> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const metadata = await readJson(url, clock, ask);
  if (!isRecord(metadata) || metadata.issuer !== issuer) {
    throw new IssuerUnavailableError(`${url} does not describe ${issuer}`);
  }
  const { authorization_endpoint, token_endpoint, jwks_uri, end_session_endpoint } = metadata;
  if (!isUrl(authorization_endpoint) || !isUrl(token_endpoint) || !isUrl(jwks_uri)) {
    throw new IssuerUnavailableError(`${url} names no endpoints`);
  }
  return {
    endpoints: {
      authorization: authorization_endpoint,
      token: token_endpoint,
      endSession: isUrl(end_session_endpoint) ? end_session_endpoint : null,
    },
    jwksUrl: jwks_uri,
  };
}

async function readJson(url: string, clock: IssuerClock, ask: typeof fetch): Promise<unknown> {
  try {
    const options = { signal: AbortSignal.timeout(timeoutMs), redirect: "error" } as const;
    const response = await clock.watch(() => ask(url, options));
    return await response.json();
  } catch (cause) {
    throw new IssuerUnavailableError(`${url} does not answer`, { cause });
  }
}

function isUrl(value: unknown): value is string {
  return typeof value === "string" && URL.canParse(value);
}
