import { isNativeError } from "node:util/types";
import { ConfigurationError, type Convention } from "@palier/schema";
import { followConvention, readConvention } from "@palier/service";
import { Router } from "express";
import type { GraphQLSchema } from "graphql";
import type { GatewayContext } from "../context.js";
import { KindViews } from "../graph/kind-views.js";
import { KeyRing } from "../keys/key-ring.js";
import { keyRoutes } from "../keys/key-routes.js";
import { type Agreement, agreementOn } from "./agreement.js";
import type { BrowserPage, BrowserSignIn } from "./browser-sign-in.js";
import { type DemonstrationAccount, demonstrationAccounts } from "./demonstration-accounts.js";
import { discoveredIssuer } from "./discovered-issuer.js";
import type { IdentityConfig, IssuerConfig } from "./identity-config.js";
import { browserClientId } from "./provider/clients.js";
import type { Session } from "./session.js";
import type { SignIn } from "./sign-in.js";

/**
 * Share of the time that a query may wait for a landlord which the exchange of its token may take:
 * the rest is the landlord's, so that an issuer that hangs is not taken for a landlord that does.
 */
const exchangeShare = 0.4;

/** What is known of callers before the gateway listens. */
export interface IdentityTerms {
  readonly config: IdentityConfig;
  readonly convention: Convention;
  readonly views: KindViews;
  readonly keys: KeyRing;
  /** Every type of every subgraph. */
  readonly supergraphTypes: GraphQLSchema;
}

/** Everything that knows who asks. */
export interface Identity {
  readonly signIn: Pick<SignIn, "read">;
  /** Public keys, and the demonstration's issuer where it is embedded. */
  readonly routes: Router;
  readonly browserSignIn: BrowserSignIn;
  /** Whom a visitor may sign in as without a password; none where the issuer is another's. */
  readonly accounts: readonly DemonstrationAccount[];
  /** Under the convention that the session was signed in under. */
  contextFor(session: Session): GatewayContext;
  /** Ends following the convention's file. */
  stop(): Promise<void>;
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
  const keys = await KeyRing.open(config.keyFolder, now, log);
  return { config, convention, views, keys, supergraphTypes };
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

/**
 * Knows callers by the convention's file, also when its text changes.
 *
 * @param subgraphTimeoutMs what one query may wait for one subgraph in all.
 * @param origin where the gateway is reached.
 */
export async function createIdentity(
  terms: IdentityTerms,
  subgraphTimeoutMs: number,
  origin: string,
  log: (entry: string) => void,
): Promise<Identity> {
  const { config, convention, keys } = terms;
  const routes = Router().use(keyRoutes(keys));
  const accounts = demonstrationAccounts(config.issuer, convention);
  const { issuer, clientIds } = await openIssuer(terms, origin, {
    accounts,
    routes,
    log,
  });
  const publicOrigin = config.issuer.kind === "EXTERNAL" ? config.issuer.publicOrigin : null;
  const parts = {
    config,
    issuer,
    keys,
    exchangeTimeoutMs: subgraphTimeoutMs * exchangeShare,
    now,
  };
  let current = agreementOn(convention, terms.views, parts);
  const following = followConvention({
    path: config.conventionFile,
    convention,
    adopt: (next) => {
      current = agreementOn(next, new KindViews(next, terms.supergraphTypes), parts);
    },
    log,
  }).start();
  // A request ends under the text that it came in under.
  const agreements = new WeakMap<Session, Agreement>();
  return {
    signIn: {
      read: async (headers) => {
        const agreement = current;
        const signedIn = await agreement.signIn.read(headers);
        if (signedIn.ok) agreements.set(signedIn.session, agreement);
        return signedIn;
      },
    },
    routes,
    browserSignIn: { issuer, clientIds, origin: publicOrigin ?? origin },
    accounts,
    contextFor: (session) => {
      const agreement = agreements.get(session);
      if (agreement === undefined) throw new Error("a session that nobody signed in");
      return agreement.contextFor(session);
    },
    stop: () => following.stop(),
  };
}

interface IssuerParts {
  readonly accounts: readonly DemonstrationAccount[];
  readonly routes: Router;
  readonly log: (entry: string) => void;
}

async function openIssuer(
  { config, convention, keys }: IdentityTerms,
  origin: string,
  { accounts, routes, log }: IssuerParts,
): Promise<Pick<BrowserSignIn, "issuer" | "clientIds">> {
  if (config.issuer.kind === "EXTERNAL") {
    const { url, jwksUrl, clientIds } = config.issuer;
    return { issuer: discoveredIssuer(url, jwksUrl, now), clientIds };
  }
  // Loaded only where it serves: it greets Node 20 with a warning.
  const { demonstrationIssuer } = await import("./provider/demonstration-issuer.js");
  const demonstration = await demonstrationIssuer({
    origin,
    convention,
    accounts,
    gatewayClientId: config.clientId,
    keys,
    keyFolder: config.keyFolder,
    log,
  });
  routes.use("/oidc", demonstration.routes);
  const clientIds: Record<BrowserPage, string> = {
    graphiql: browserClientId,
    dashboard: browserClientId,
  };
  return { issuer: demonstration.issuer, clientIds };
}

function now(): Date {
  return new Date();
}
