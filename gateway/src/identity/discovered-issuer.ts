import { isRecord } from "@palier/service";
import { createRemoteJWKSet, type JWTVerifyGetKey } from "jose";

import { type Issuer, type IssuerEndpoints, IssuerUnavailableError } from "./issuer.js";

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
export function discoveredIssuer(name: string, jwksUrl: string | null, now: () => Date): Issuer {
  const discovery = new Discovery(name, now);
  let keySet: JWTVerifyGetKey | null = null;
  return {
    name,
    keys: async (header, token) => {
      // Keeps keys, and asks again for an unknown one at most every 30 s.
      keySet ??= createRemoteJWKSet(new URL(jwksUrl ?? (await discovery.get()).jwksUrl), {
        timeoutDuration: timeoutMs,
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
    readonly now: () => Date,
  ) {}

  async get(): Promise<Discovered> {
    if (this.#known === null) {
      if (this.now().getTime() - this.#failedAtMs < coolDownMs) {
        throw new IssuerUnavailableError(`${this.issuer} did not answer a moment ago`);
      }
      this.#known = discover(this.issuer);
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

async function discover(issuer: string): Promise<Discovered> {
  const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const metadata = await readJson(url);
  if (!isRecord(metadata) || metadata.issuer !== issuer) {
    throw new IssuerUnavailableError(`${url} does not describe ${issuer}`);
  }
  const { authorization_endpoint, token_endpoint, jwks_uri } = metadata;
  if (!isUrl(authorization_endpoint) || !isUrl(token_endpoint) || !isUrl(jwks_uri)) {
    throw new IssuerUnavailableError(`${url} names no endpoints`);
  }
  return {
    endpoints: { authorization: authorization_endpoint, token: token_endpoint },
    jwksUrl: jwks_uri,
  };
}

async function readJson(url: string): Promise<unknown> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(timeoutMs),
      redirect: "error",
    });
    return await response.json();
  } catch (cause) {
    throw new IssuerUnavailableError(`${url} does not answer`, { cause });
  }
}

function isUrl(value: unknown): value is string {
  return typeof value === "string" && URL.canParse(value);
}
