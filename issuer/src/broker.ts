import { readFile } from "node:fs/promises";
import { isNativeError } from "node:util/types";
import {
  ConfigurationError,
  conventionState,
  verifyShutOutList,
  versionInForce,
} from "@palier/schema";
import {
  brokerKeys,
  certificateFiles,
  FileFollower,
  FollowedShutOut,
  followConvention,
  HttpServer,
  healthRoutes,
  openVersions,
  type Service,
  ServiceMetrics,
  tellCertificates,
  tellConvention,
  trustingFetch,
  usualHttpLimits,
} from "@palier/service";
import express, { type RequestHandler } from "express";
import { createLocalJWKSet } from "jose";
import { tellBroker } from "./broker/broker-metrics.js";
import { BrowserCookie } from "./broker/browser-cookie.js";
import { CarriedInteractions } from "./broker/carried-interactions.js";
import { GatewayKeys } from "./broker/gateway-keys.js";
import { haltPage } from "./broker/pages.js";
import { type People, parsePeople } from "./broker/people.js";
import { interactionPath, signInRoutes } from "./broker/sign-in-routes.js";
import { SignedInPeople } from "./broker/signed-in-people.js";
import { Upstream } from "./broker/upstream.js";
import type { BrokerConfig } from "./config.js";
import { browserClientId } from "./names/client-ids.js";
import { gatewayClient, publicClient } from "./provider/clients.js";
import { openProvider } from "./provider/open-provider.js";

/** As long as a node's: nobody is vouched for of whom it is not known whether they are shut out. */
const shutOutPatienceMs = 600_000;

/**
 * An issuer of the convention's host: people sign in at a provider that knows neither exchange nor
 * conventions (ProConnect, say), and get the tokens that Palier needs.
 *
 * @throws ConfigurationError, InvalidConventionError
 */
export async function startBroker(
  config: BrokerConfig,
  log: (entry: string) => void,
): Promise<Service> {
  const now = () => new Date();
  let versions = openVersions(config.conventionFile);
  const convention = () => versionInForce(versions, now());
  const readPeople = async (following: boolean) => {
    const text = await readFile(config.peopleFile, "utf8");
    return parsePeople(text, config.peopleFile, convention(), following);
  };
  let listed: People = await readPeople(false).catch(asConfigurationError);
  const people = new SignedInPeople(config.upstream.url, () => listed);
  const askGateway = trustingFetch(config.gatewayAuthorities, "PALIER_GATEWAY_CA", log);
  const gatewayKeys = new GatewayKeys(config.gatewayKeysUrl, askGateway, now);
  const shutOut = new FollowedShutOut({
    url: new URL("palier-shut-out.jwt", config.gatewayKeysUrl).href,
    fetch: askGateway,
    verify: async (text) => {
      const keys = createLocalJWKSet({ keys: [...(await gatewayKeys.publicKeys()).keys] });
      return verifyShutOutList(text, keys, { issuer: config.gatewayName, now: now() });
    },
    patienceMs: shutOutPatienceMs,
    elapsedMs: () => performance.now(),
    log,
  });
  const metrics = new ServiceMetrics("broker");
  tellConvention(metrics, () => versions, now);
  tellCertificates(metrics, certificateFiles(config.tls));
  const isSecure = config.url.startsWith("https:");
  const interactions = new CarriedInteractions(new BrowserCookie("palier_interaction", isSecure));
  const { provider } = await openProvider({
    name: config.url,
    keyKind: brokerKeys,
    keyFolder: config.keyFolder,
    sessionSeconds: config.sessionSeconds,
    accessSeconds: config.accessSeconds,
    landlords: () => convention().landlords.map(({ slug }) => slug),
    partnerOf: (account) =>
      shutOut.verdictNow(config.url, account) === "IN" ? people.partnerOf(account) : undefined,
    findClient: async (id) => {
      if (id === config.gatewayClientId) return gatewayClient(id, gatewayKeys);
      const pages = [`${config.gatewayUrl}/`, `${config.gatewayUrl}/graphiql`];
      return id === browserClientId
        ? publicClient(id, "web", pages, config.sessionSeconds)
        : undefined;
    },
    upstream: config.upstream.url,
    interactionPath,
    interactions,
    endedPage: () => haltPage("ENDED"),
    refused: metrics.refused,
    log,
  });
  const app = express()
    .disable("x-powered-by")
    .use(
      "/health",
      healthRoutes(async () => undefined, log),
    )
    .use(tellBroker(metrics))
    .use(asReached(config.url))
    .use(interactions.within)
    .use(
      signInRoutes({
        provider,
        upstream: new Upstream(config.upstream, now),
        people,
        cookie: new BrowserCookie("palier_upstream", isSecure),
        log,
      }),
    )
    // Read where `asReached` has left it.
    .use((request, response) => provider.answer(request, response));
  const server = new HttpServer(usualHttpLimits, log, config.tls);
  const followed = [
    followConvention({
      path: config.conventionFile,
      versions,
      now,
      adopt: (next) => {
        versions = next;
        const text = convention();
        return conventionState(text, { ok: true }, now(), text.version);
      },
      log,
    }),
    new FileFollower(config.peopleFile, async () => {
      try {
        listed = await readPeople(true);
        log("the list of people has been read again");
      } catch (error) {
        log(`the list of people cannot be followed; the one before holds. ${messageOf(error)}`);
      }
      return true;
    }),
    shutOut,
  ].map((follower) => follower.start());
  server.answerBy(app);
  await server.listen(config);
  await metrics.serve(config.metrics, log);
  return {
    url: config.url,
    stop: async () => {
      await Promise.all(followed.map((each) => each.stop()));
      await server.stop();
      await metrics.stop();
    },
  };
}

/**
 * The provider names its endpoints by the request's host; that is the broker's own address, whatever
 * a caller says, and whatever stands in front.
 */
function asReached(url: string): RequestHandler {
  const { host, protocol } = new URL(url);
  return ({ headers }, _response, next) => {
    headers.host = host;
    headers["x-forwarded-host"] = host;
    headers["x-forwarded-proto"] = protocol.slice(0, -1);
    delete headers["x-forwarded-for"];
    next();
  };
}

function messageOf(error: unknown): string {
  return isNativeError(error) ? error.message : String(error);
}

function asConfigurationError(error: unknown): never {
  if (isNativeError(error) && "syscall" in error) {
    throw new ConfigurationError([`PALIER_PEOPLE cannot be read (${error.message})`]);
  }
  throw error;
}
