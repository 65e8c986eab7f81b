import { randomBytes } from "node:crypto";
import { gatewayAudience } from "@palier/schema";
import { type KeyKind, KeyRing } from "@palier/service";
import type { JWTVerifyGetKey } from "jose";
import {
  type Adapter,
  type AuthorizationCode,
  type ClientMetadata,
  errors,
  interactionPolicy,
  type OfSignIn,
  type OidcClient,
  Provider,
  type ProviderContext,
} from "oidc-provider";
import { endSessionPage } from "./end-session-page.js";
import { registerExchangeGrant } from "./exchange-grant.js";
import { FollowingProvider } from "./following-provider.js";
import { MemoryAdapter } from "./memory-adapter.js";
import { isRenewed, sessionClaims, tokenLives } from "./session-lives.js";
import { SessionMemory } from "./session-memory.js";

/** What issuers of ours differ in. */
export interface ProviderTerms {
  /** Value of `iss`, under which it is reached. */
  readonly name: string;
  /** Whose its keys are. */
  readonly keyKind: KeyKind;
  /** Folder of its keys; null for a key that ends with the process. */
  readonly keyFolder: string | null;
  /** How long a sign-in lasts: a working day, however often it is renewed. */
  readonly sessionSeconds: number;
  /** Life of an access token that its page renews. */
  readonly accessSeconds: number;
  /** Slugs of the landlords that tokens can be exchanged for, as they stand now. */
  readonly landlords: () => readonly string[];
  /** Code of the partner that an account belongs to now; undefined for one that there is not, or no more. */
  readonly partnerOf: (account: string) => string | undefined;
  /** Metadata of a client as it is now. */
  readonly findClient: (id: string) => Promise<ClientMetadata | undefined>;
  /** Of a broker: the provider at which people really sign in. */
  readonly upstream?: string;
  /** Where a browser says who it is. */
  readonly interactionPath: (uid: string) => string;
  /** What is remembered of sign-ins under way; in this process where it is absent. */
  readonly interactions?: Adapter;
  /** What a browser is shown where a sign-in cannot go on. */
  readonly endedPage: () => string;
  /** Is told the code of OAuth for which something is refused. */
  readonly refused?: (code: string) => void;
  readonly log: (entry: string) => void;
}

export interface OpenProvider {
  readonly provider: FollowingProvider;
  /** The issuer's public keys. */
  readonly keys: JWTVerifyGetKey;
}

/**
 * An OpenID provider whose access tokens are for the gateway, which alone exchanges them for
 * landlords. Accounts come from outside: it knows no password.
 */
export async function openProvider(terms: ProviderTerms): Promise<OpenProvider> {
  const { name, sessionSeconds, landlords, partnerOf, upstream, log } = terms;
  const { keyKind: kind, keyFolder: folder } = terms;
  const keys = await KeyRing.open({ kind, folder, now: () => new Date(), log });
  const fixed = configuration(terms);
  const provider = await FollowingProvider.open(keys, (jwks) => {
    const made = new Provider(name, { ...fixed, jwks });
    made.on("server_error", (_ctx, error) => log(`sign-in failed: ${error.message}`));
    for (const event of ["grant.error", "authorization.error"]) {
      made.on(event, (_ctx, { error = "unknown" }) => terms.refused?.(error));
    }
    registerExchangeGrant(made, {
      issuer: name,
      keys,
      landlords,
      partnerOf,
      subjectLifeSeconds: sessionSeconds,
      ...(upstream !== undefined && { upstream }),
    });
    return made;
  });
  return { provider, keys: keys.verifyBy };
}

function configuration(terms: ProviderTerms) {
  const { partnerOf } = terms;
  return {
    adapter: adapterFor(terms),
    cookies: {
      keys: [randomBytes(32).toString("base64url")],
      names: { session: "palier_session", interaction: "palier_sign_in", resume: "palier_resume" },
    },
    clientDefaults: { id_token_signed_response_alg: "EdDSA" },
    scopes: ["openid"],
    claims: { openid: ["sub", "session_expiry"] },
    responseTypes: ["code"],
    pkce: { required: () => true },
    ttl: tokenLives(terms),
    issueRefreshToken: (_ctx: unknown, client: OidcClient, code: AuthorizationCode) =>
      isRenewed(client, code),
    // One that comes twice was stolen: all that came of its sign-in ends.
    rotateRefreshToken: true,
    features: {
      // Public keys that sign no more, or not yet.
      externalSigningSupport: { enabled: true, ack: "experimental-01" },
      devInteractions: { enabled: false },
      // A session that proves a key at sign-in has it named in its token (`cnf`).
      dPoP: { enabled: true },
      userinfo: { enabled: false },
      // Nobody uses them, and any stranger could have them kept.
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: endSessionPage },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => gatewayAudience,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx: unknown, resource: string) => resourceServer(resource),
      },
    },
    interactions: {
      policy: promptsWithoutConsent(),
      url: (_ctx: unknown, { uid }: { uid: string }) => terms.interactionPath(uid),
    },
    findAccount: (_ctx: unknown, account: string, token?: OfSignIn) =>
      partnerOf(account) === undefined
        ? undefined
        : { accountId: account, claims: () => ({ sub: account, ...sessionClaims(terms, token) }) },
    extraTokenClaims: (_ctx: unknown, { accountId }: { accountId?: string }) => ({
      partner: accountId === undefined ? undefined : partnerOf(accountId),
    }),
    loadExistingGrant: grantWithoutAsking,
    renderError: (ctx: ProviderContext) => {
      ctx.type = "html";
      ctx.body = terms.endedPage();
    },
  };
}

/** A sign-in gives a token for the gateway; for landlords there is the exchange. */
function resourceServer(resource: string) {
  if (resource !== gatewayAudience) throw new errors.InvalidTarget("no such resource");
  return {
    scope: "",
    audience: gatewayAudience,
    accessTokenFormat: "jwt",
    jwt: { sign: { alg: "EdDSA" } },
  };
}

/** All clients are the platform's own: there is nobody to consent to. */
function promptsWithoutConsent() {
  const prompts = interactionPolicy.base();
  prompts.remove("consent");
  return prompts;
}

async function grantWithoutAsking({ oidc: { provider, client, session } }: ProviderContext) {
  const accountId = session?.accountId;
  if (accountId === undefined) return undefined;
  const grant = new provider.Grant({ accountId, clientId: client.clientId });
  grant.addOIDCScope("openid");
  await grant.save();
  return grant;
}

/** Twelve an hour for each tab, kept after they served so that one that comes twice is known. */
const mostOf: Readonly<Record<string, number>> = { RefreshToken: 20_000 };

/** One memory of each kind, whichever keys the provider has. */
function adapterFor({ findClient, interactions }: ProviderTerms) {
  const adapters = new Map<string, Adapter>([["Session", new SessionMemory()]]);
  if (interactions !== undefined) adapters.set("Interaction", interactions);
  return (model: string): Adapter => {
    const adapter = adapters.get(model) ?? new MemoryAdapter(mostOf[model]);
    adapters.set(model, adapter);
    if (model === "Client") adapter.find = findClient;
    return adapter;
  };
}
