import { isNativeError } from "node:util/types";
import {
  ConfigurationError,
  type Convention,
  conventionHash,
  readConvention,
} from "@palier/schema";
import { Router } from "express";
import type { GraphQLSchema } from "graphql";
import { createContext, type GatewayContext } from "../context.js";
import { KeyRing } from "../keys/key-ring.js";
import { keyRoutes } from "../keys/key-routes.js";
import { discoveredIssuer } from "./discovered-issuer.js";
import { TokenExchange } from "./exchange.js";
import type { IdentityConfig, IssuerConfig } from "./identity-config.js";
import type { Issuer } from "./issuer.js";
import { KindViews } from "./kind-views.js";
import { browserClientId } from "./provider/clients.js";
import type { Session } from "./session.js";
import { sessionCredentials } from "./session-credentials.js";
import { SignIn } from "./sign-in.js";
import { Visas } from "./visas.js";

/** What is known of callers before the gateway listens. */
export interface IdentityTerms {
  readonly config: IdentityConfig;
  readonly convention: Convention;
  readonly views: KindViews;
  readonly keys: KeyRing;
}

/** Everything that knows who asks. */
export interface Identity {
  readonly signIn: SignIn;
  readonly views: KindViews;
  /** Public keys, and the demonstration's issuer where it is embedded. */
  readonly routes: Router;
  /** How GraphiQL signs in; null where it cannot. */
  readonly browserSignIn: BrowserSignIn | null;
  contextFor(session: Session): GatewayContext;
}

export interface BrowserSignIn {
  readonly issuer: Issuer;
  readonly clientId: string;
  /** Of the gateway, as the issuer knows it. */
  readonly origin: string;
}

/**
 * Reads what identity rests on, so that a gateway that cannot know its callers does not start.
 *
 * @param supergraphTypes every type of every subgraph.
 * @throws ConfigurationError, InvalidConventionError, IncompletePolicyError
 */
export async function readIdentityTerms(
  config: IdentityConfig,
  supergraphTypes: GraphQLSchema,
  log: (entry: string) => void,
): Promise<IdentityTerms> {
  const convention = openConvention(config.conventionFile);
  requireKnownPartners(config.issuer, convention);
  const views = new KindViews(convention, supergraphTypes);
  return { config, convention, views, keys: await KeyRing.open(config.keyFolder, now, log) };
}

function openConvention(path: string): Convention {
  try {
    return readConvention(path);
  } catch (error) {
    if (!isNativeError(error) || !("syscall" in error)) throw error;
    throw new ConfigurationError([`PALIER_CONVENTION cannot be read (${error.message})`]);
  }
}

/** An account that could never get further than its sign-in would look like a fault. */
function requireKnownPartners(issuer: IssuerConfig, { partners }: Convention): void {
  if (issuer.kind !== "DEMONSTRATION" || issuer.accounts === null) return;
  const problems = Object.entries(issuer.accounts)
    .filter(([, code]) => !partners.some((partner) => partner.code === code))
    .map(
      ([account, code]) =>
        `PALIER_DEMONSTRATION_ACCOUNTS: the convention has no partner "${code}" for "${account}"`,
    );
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/** @param origin where the gateway is reached. */
export async function createIdentity(
  { config, convention, views, keys }: IdentityTerms,
  origin: string,
  log: (entry: string) => void,
): Promise<Identity> {
  const routes = Router().use(keyRoutes(keys));
  const { issuer, clientId } = await openIssuer({ config, convention, views, keys }, origin, {
    routes,
    log,
  });
  const publicOrigin = config.issuer.kind === "EXTERNAL" ? config.issuer.publicOrigin : null;
  const hash = conventionHash(convention);
  const visas = new Visas({ issuer: config.name, keys, conventionHash: hash, now });
  const exchange = new TokenExchange({
    issuer,
    clientId: config.clientId,
    keys,
    conventionHash: hash,
    now,
  });
  return {
    signIn: new SignIn({ issuer, partnerClaim: config.partnerClaim, convention, now }),
    views,
    routes,
    browserSignIn: clientId === null ? null : { issuer, clientId, origin: publicOrigin ?? origin },
    contextFor: (session) => {
      const policy = views.policyOf(session.partner.kind);
      return createContext(session, sessionCredentials(session, { visas, exchange, policy }));
    },
  };
}

async function openIssuer(
  { config, convention, keys }: IdentityTerms,
  origin: string,
  { routes, log }: { readonly routes: Router; readonly log: (entry: string) => void },
): Promise<{ readonly issuer: Issuer; readonly clientId: string | null }> {
  if (config.issuer.kind === "EXTERNAL") {
    const { url, jwksUrl, graphiqlClientId } = config.issuer;
    return { issuer: discoveredIssuer(url, jwksUrl, now), clientId: graphiqlClientId };
  }
  // Loaded only where it serves: it greets Node 20 with a warning.
  const { demonstrationIssuer } = await import("./provider/demonstration-issuer.js");
  const everyPartner = Object.fromEntries(convention.partners.map(({ code }) => [code, code]));
  const demonstration = await demonstrationIssuer({
    origin,
    convention,
    accounts: config.issuer.accounts ?? everyPartner,
    gatewayClientId: config.clientId,
    keys,
    keyFolder: config.keyFolder,
    log,
  });
  routes.use("/oidc", demonstration.routes);
  return { issuer: demonstration.issuer, clientId: browserClientId };
}

function now(): Date {
  return new Date();
}
