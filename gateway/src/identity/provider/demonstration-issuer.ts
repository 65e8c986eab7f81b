import { randomBytes } from "node:crypto";
import { gatewayAudience } from "@palier/schema";
import { isLoopback } from "@palier/service";
import { type RequestHandler, Router } from "express";
import { createLocalJWKSet } from "jose";
import {
  type Adapter,
  errors,
  interactionPolicy,
  Provider,
  type ProviderContext,
} from "oidc-provider";
import type { DemonstrationAccount } from "../demonstration-accounts.js";
import type { DemonstrationIssuer, DemonstrationTerms } from "../demonstration-terms.js";
import { findClient } from "./clients.js";
import { registerExchangeGrant } from "./exchange-grant.js";
import { interactionPath, interactionRoutes } from "./interaction-routes.js";
import { MemoryAdapter } from "./memory-adapter.js";
import { type IssuerKey, openIssuerKey } from "./provider-keys.js";
import { signInEndedPage } from "./sign-in-page.js";

const accessTokenSeconds = 60 * 60;

/** An OpenID provider inside the gateway: accounts without passwords, on this machine alone. */
export async function demonstrationIssuer(terms: DemonstrationTerms): Promise<DemonstrationIssuer> {
  const name = `${terms.origin}/oidc`;
  const key = await openIssuerKey(terms.keyFolder);
  const { d: _private, ...publicKey } = key;
  const keys = createLocalJWKSet({ keys: [publicKey] });
  const provider = new Provider(name, configuration(key, terms));
  provider.on("server_error", (_ctx, error) => terms.log(`sign-in failed: ${error.message}`));
  registerExchangeGrant(provider, {
    issuer: name,
    key,
    keys,
    landlords: terms.convention.landlords.map(({ slug }) => slug),
    accounts: partnerCodes(terms.accounts),
    subjectLifeSeconds: accessTokenSeconds,
  });
  // Read where `believeThisMachine` has left it.
  provider.proxy = true;
  const answer = provider.callback();
  const routes = Router()
    .use(refuseOtherHosts(terms.origin))
    .use(believeThisMachine)
    .use(interactionRoutes(provider, terms.accounts))
    .use((request, response) => answer(request, response));
  const endpoints = { authorization: `${name}/auth`, token: `${name}/token` };
  return { issuer: { name, keys, endpoints: async () => endpoints }, routes };
}

function configuration(key: IssuerKey, terms: DemonstrationTerms) {
  const codes = new Map(Object.entries(partnerCodes(terms.accounts)));
  const partnerOf = (account: string | undefined) => codes.get(account ?? "");
  return {
    jwks: { keys: [key] },
    adapter: adapterFor(terms),
    cookies: {
      keys: [randomBytes(32).toString("base64url")],
      names: { session: "palier_session", interaction: "palier_sign_in", resume: "palier_resume" },
    },
    clientDefaults: { id_token_signed_response_alg: "EdDSA" },
    scopes: ["openid"],
    claims: { openid: ["sub"] },
    responseTypes: ["code"],
    pkce: { required: () => true },
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      Interaction: 10 * 60,
      Grant: accessTokenSeconds,
      Session: accessTokenSeconds,
      IdToken: accessTokenSeconds,
    },
    features: {
      devInteractions: { enabled: false },
      // A session that proves a key at sign-in has it named in its token (`cnf`).
      dPoP: { enabled: true },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => gatewayAudience,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx: unknown, resource: string) => resourceServer(resource),
      },
    },
    interactions: {
      policy: promptsWithoutConsent(),
      url: (_ctx: unknown, { uid }: { uid: string }) => interactionPath(uid),
    },
    findAccount: (_ctx: unknown, account: string) =>
      partnerOf(account) === undefined
        ? undefined
        : { accountId: account, claims: () => ({ sub: account }) },
    extraTokenClaims: (_ctx: unknown, { accountId }: { accountId?: string }) => ({
      partner: partnerOf(accountId),
    }),
    loadExistingGrant: grantWithoutAsking,
    renderError: (ctx: ProviderContext) => {
      ctx.type = "html";
      ctx.body = signInEndedPage();
    },
  };
}

/** A sign-in gives a token for the gateway; for landlords there is the exchange. */
function resourceServer(resource: string) {
  if (resource !== gatewayAudience) throw new errors.InvalidTarget("no such resource");
  return {
    scope: "",
    audience: gatewayAudience,
    accessTokenTTL: accessTokenSeconds,
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

function adapterFor(terms: DemonstrationTerms) {
  return (model: string): Adapter => {
    const adapter = new MemoryAdapter();
    if (model !== "Client") return adapter;
    adapter.find = async (id) => findClient(id, terms);
    return adapter;
  };
}

/** Account → code of its partner. */
function partnerCodes(accounts: readonly DemonstrationAccount[]): Record<string, string> {
  return Object.fromEntries(accounts.map(({ account, partner }) => [account, partner]));
}

/**
 * Refuses requests under any other name than the gateway's own: a page from elsewhere whose name
 * was pointed at this machine would otherwise sign in as whom it likes.
 */
function refuseOtherHosts(origin: string): RequestHandler {
  const { host } = new URL(origin);
  return (request, response, next) => {
    if (request.headers.host === host) return next();
    response.status(421).type("text").send(`Open ${origin} instead.\n`);
  };
}

/**
 * A page that is worked on comes from a server of its own on this machine, which hands its requests
 * on; the proof of its key names the address that the page knows.
 */
const believeThisMachine: RequestHandler = ({ headers }, _response, next) => {
  const forwarded = `http://${headers["x-forwarded-host"]}`;
  const isOwn = URL.canParse(forwarded) && isLoopback(new URL(forwarded).hostname);
  if (!isOwn) delete headers["x-forwarded-host"];
  delete headers["x-forwarded-proto"];
  delete headers["x-forwarded-for"];
  next();
};
