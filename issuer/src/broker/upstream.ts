import { isLoopback, isRecord, KeptValues } from "@palier/service";
import * as client from "openid-client";
import type { UpstreamPerson } from "./people.js";

export interface UpstreamSettings {
  /** The provider's issuer. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  /** Level of authentication to ask for (`acr_values`); null: the provider's own. */
  readonly acr: string | null;
  /** Claim that holds the number or numbers of the person's organisation. */
  readonly organisationClaim: string;
  /** Where the provider sends the browser back to. */
  readonly redirectUri: string;
}

/** What binds a browser's way back to the sign-in that it left for. */
export interface Leaving {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** The provider does not answer, or not as a provider does; the message is for the log. */
export class UpstreamError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "UpstreamError";
  }
}

const timeoutSeconds = 5;
/** Whoever sends many browsers here sends no more questions to the provider. */
const keptForLeavingMs = 60_000;

/** The provider at which people really sign in: code and PKCE, as a confidential client. */
export class Upstream {
  readonly #settings: UpstreamSettings;
  readonly #now: () => Date;
  readonly #forLeaving: KeptValues<client.Configuration>;

  constructor(settings: UpstreamSettings, now: () => Date) {
    this.#settings = settings;
    this.#now = now;
    this.#forLeaving = new KeptValues(1, 0, now);
  }

  /** @throws UpstreamError */
  async leave(): Promise<Leaving & { readonly url: string }> {
    const { scope, redirectUri, acr } = this.#settings;
    const configuration = await this.#forLeaving.get("", async () => {
      const expiresAtMs = this.#now().getTime() + keptForLeavingMs;
      return { value: await this.#discover(), expiresAtMs };
    });
    const verifier = client.randomPKCECodeVerifier();
    const leaving = { state: client.randomState(), nonce: client.randomNonce(), verifier };
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope,
      state: leaving.state,
      nonce: leaving.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
      ...(acr !== null && { acr_values: acr }),
    });
    return { ...leaving, url: url.href };
  }

  /**
   * @param query of the address at which the browser came back, with its question mark.
   * @throws UpstreamError also where the person gave up there.
   */
  async personOf(query: string, { state, nonce, verifier }: Leaving): Promise<UpstreamPerson> {
    const { redirectUri, organisationClaim } = this.#settings;
    // Anew for each person: the provider may have other keys by now.
    const configuration = await this.#discover();
    try {
      const tokens = await client.authorizationCodeGrant(
        configuration,
        new URL(`${redirectUri}${query}`),
        { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
      );
      const claims = tokens.claims();
      if (claims === undefined) throw new UpstreamError("the provider gave no ID token");
      const told = await this.#told(configuration, tokens.access_token, claims.sub);
      const all: Readonly<Record<string, unknown>> = { ...claims, ...told };
      return {
        subject: claims.sub,
        email: typeof all.email === "string" && all.email_verified !== false ? all.email : null,
        organisations: numbersIn(all[organisationClaim]),
      };
    } catch (cause) {
      throw asUpstreamError(cause);
    }
  }

  async #told(configuration: client.Configuration, token: string, subject: string) {
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
    return client.fetchUserInfo(configuration, token, subject);
  }

  async #discover(): Promise<client.Configuration> {
    const { url, clientId, clientSecret } = this.#settings;
    try {
      return await client.discovery(new URL(url), clientId, clientSecret, undefined, {
        timeout: timeoutSeconds,
        // Signatures are checked as well as the connection; plain http is for this machine.
        execute: [
          client.enableNonRepudiationChecks,
          ...(isLoopback(new URL(url).hostname) ? [client.allowInsecureRequests] : []),
        ],
      });
    } catch (cause) {
      throw asUpstreamError(cause);
    }
  }
}

function numbersIn(claim: unknown): readonly string[] {
  const claims = Array.isArray(claim) ? claim : [claim];
  return claims.filter((each): each is string => typeof each === "string").slice(0, 50);
}

/** Says what is wrong by the provider's own short code, and never what it says about a person. */
function asUpstreamError(cause: unknown): UpstreamError {
  if (cause instanceof UpstreamError) return cause;
  const { error, code, name } = isRecord(cause) ? cause : {};
  const reason = [error, code, name].find((each) => typeof each === "string");
  return new UpstreamError(`${reason ?? "unknown"}`.slice(0, 60), { cause });
}
