import {
  browserClientId,
  type DemonstrationAccount,
  type DemonstrationIssuer,
  type DemonstrationTerms,
} from "@palier/issuer";
import {
  ConfigurationError,
  type Convention,
  conventionState,
  type Stage,
  type Stages,
  stageAt,
  stagesOf,
  type Versions,
} from "@palier/schema";
import {
  followConvention,
  gatewayKeys,
  KeyRing,
  openVersions,
  type SharedMemory,
  SharedUsedOnce,
  trustingFetch,
  UsedOnce,
} from "@palier/service";
import { Router } from "express";
import type { GraphQLSchema } from "graphql";
import { KindViews } from "../graph/kind-views.js";
import type { ReadyGraph, ReadyGraphs } from "../graph/ready-graph.js";
import { keyRoutes } from "../keys/key-routes.js";
import { ShutOutPeople } from "../shut-out/shut-out-people.js";
import type { BrowserPage, BrowserSignIn } from "./browser-sign-in.js";
import { type Callers, callersUnder } from "./callers.js";
import { demonstrationAccounts } from "./demonstration-accounts.js";
import { discoveredIssuer } from "./discovered-issuer.js";
import type { IdentityConfig, IssuerConfig } from "./identity-config.js";
import { clockWords } from "./issuer-clock.js";
import { tokenDigest } from "./session.js";
import { mostStated } from "./sign-in.js";
import { signOutRoutes } from "./sign-out-routes.js";
import { SignedOutSessions } from "./signed-out-sessions.js";

/**
 * Share of the time that a query may wait for a landlord which the exchange of its token may take:
 * the rest is the landlord's, so that an issuer that hangs is not taken for a landlord that does.
 */
const exchangeShare = 0.4;

/** Where sessions find what they sign a purpose for. */
export const purposeTermsPath = "/.well-known/palier-purpose.json";

/** What is known of callers before the gateway listens. */
export interface IdentityTerms {
  readonly config: IdentityConfig;
  readonly versions: Versions;
  readonly keys: KeyRing;
}

export interface IdentityParts {
  /** What one query may wait for one subgraph in all. */
  readonly subgraphTimeoutMs: number;
  /** Where the gateway is reached. */
  readonly origin: string;
  /** Those of the convention's versions. */
  readonly graphs: ReadyGraphs;
  /** Files that decide which graphs there are: what could not be followed is tried again when one changes. */
  readonly graphFiles?: readonly string[];
  /** What it shares with other gateways; null or absent: nothing. */
  readonly memory?: SharedMemory | null;
  /** Opens the issuer inside the gateway, where the settings name no other. */
  readonly openDemonstration: (terms: DemonstrationTerms) => Promise<DemonstrationIssuer>;
  readonly log: (entry: string) => void;
}

/** Everything that knows who asks. */
export interface Identity {
  /** By the convention as it stands now: a request ends under the text that it came in under. */
  readonly read: Callers["read"];
  /** As it stands now. */
  readonly convention: () => Convention;
  /** That one, and those that are held besides. */
  readonly versions: () => Versions;
  /** The graph that is asked now. */
  readonly graph: () => ReadyGraph;
  readonly purposeTerms: Callers["purposeTerms"];
  /** Whom the convention's host has shut out, as the gateway signs it; null where there is no such list. */
  readonly shutOutList: (() => Promise<string>) | null;
  /** Public keys, the list of people shut out, and the demonstration's issuer where it is embedded. */
  readonly routes: Router;
  readonly browserSignIn: BrowserSignIn;
  /** Whom a visitor may sign in as without a password; none where the issuer is another's. */
  readonly accounts: readonly DemonstrationAccount[];
  /** What keeps this machine's clock from being right, in words; null where nothing is known against it. */
  clockProblem(): Promise<string | null>;
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
  const versions = openVersions(config.conventionFile);
  requireKnownPartners(config.issuer, versions);
  // What cannot be judged is refused before anything listens.
  for (const { granted } of stagesOf(versions, now())) new KindViews(granted, supergraphTypes);
  const keys = await KeyRing.open({ kind: gatewayKeys, folder: config.keyFolder, now, log });
  return { config, versions, keys };
}

/** An account that could never get further than its sign-in would look like a fault. */
function requireKnownPartners(issuer: IssuerConfig, versions: Versions): void {
  if (issuer.kind !== "DEMONSTRATION" || issuer.accounts === null) return;
  const partners = versions.flatMap((one) => one.partners);
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
 */
export async function createIdentity(
  terms: IdentityTerms,
  {
    subgraphTimeoutMs,
    origin,
    openDemonstration,
    graphs,
    graphFiles = [],
    memory = null,
    log,
  }: IdentityParts,
): Promise<Identity> {
  const { config, keys } = terms;
  let { versions } = terms;
  let stages = stagesOf(versions, now());
  let callers: ReadonlyMap<Stage, Callers> = new Map();
  let isChanging = false;
  const inForce = (): Stage => {
    const stage = stageAt(stages, now());
    if (stages.indexOf(stage) > 0 && !isChanging) letGoBefore(stage);
    return stage;
  };
  /** What is over is asked by nobody who is to come: a landlord that has left takes its graph along. */
  const letGoBefore = (first: Stage) => {
    const place = stages.indexOf(first);
    // One is left at least: the first.
    stages = stages.slice(place) as unknown as Stages;
    const kept = [...callers].filter(([stage]) => stages.includes(stage));
    callers = new Map(kept);
    graphs.keep(kept.map(([, { graph }]) => graph));
  };
  const shutOut = await ShutOutPeople.open(config.shutOutFile ?? null, log);
  const routes = Router().use(keyRoutes(keys));
  routes.get(purposeTermsPath, (_request, response) => {
    response.setHeader("cache-control", "no-store").json(callersNow().purposeTerms());
  });
  const accounts = demonstrationAccounts(config.issuer, inForce().convention);
  const { issuer, clientIds } = await openIssuer(terms, {
    origin,
    openDemonstration,
    convention: () => inForce().convention,
    accounts,
    isShutOut: (account) => shutOut.has(account),
    routes,
    log,
  });
  const listTerms = { name: config.name, issuer: issuer.name, keys, now };
  routes.use(shutOut.routes(listTerms));
  const publicOrigin = config.issuer.kind === "EXTERNAL" ? config.issuer.publicOrigin : null;
  const { toleranceSeconds } = config;
  const parts = {
    config,
    issuer,
    keys,
    stated: new SharedUsedOnce("stated", new UsedOnce(mostStated, toleranceSeconds), memory, now),
    exchangeTimeoutMs: subgraphTimeoutMs * exchangeShare,
    now,
  };
  /** Of each stage its callers, as they are known from its day on. */
  const callersIn = async (all: Stages): Promise<ReadonlyMap<Stage, Callers>> => {
    const known = new Map<Stage, Callers>();
    const used: ReadyGraph[] = [];
    for (const stage of all) {
      const graph = await graphs.of(stage.convention);
      known.set(stage, callersUnder(stage, graph, parts));
      used.push(graph);
    }
    // The latest last.
    inUse = used;
    return known;
  };
  let inUse: readonly ReadyGraph[] = [];
  callers = await callersIn(stages);
  const callersNow = (): Callers => {
    const found = callers.get(inForce());
    if (found === undefined) throw new Error("a stage without callers");
    return found;
  };
  const following = followConvention({
    path: config.conventionFile,
    versions: terms.versions,
    now,
    also: graphFiles,
    adopt: async (next) => {
      isChanging = true;
      try {
        const all = stagesOf(next, now());
        const known = await callersIn(all);
        [callers, stages, versions] = [known, all, next];
        graphs.keep(inUse);
      } finally {
        isChanging = false;
      }
      // The landlords sign; what a gateway knows of is the days.
      const { convention: text } = inForce();
      return conventionState(text, { ok: true }, now(), text.version);
    },
    log,
  }).start();
  const ended = new SignedOutSessions(memory, now, toleranceSeconds);
  // Before anybody is let in.
  await ended.follow();
  const read: Callers["read"] = async (headers) => {
    const found = await callersNow().read(headers);
    if (!found.ok) return found;
    const { subject, accessToken } = found.caller.session;
    if (shutOut.has(subject)) return { ok: false, problem: "shut out" };
    return ended.has(tokenDigest(accessToken)) ? { ok: false, problem: "signed out" } : found;
  };
  routes.use(signOutRoutes({ read, ended }));
  return {
    read,
    shutOutList: shutOut.path === null ? null : shutOut.signedBy(listTerms),
    convention: () => inForce().convention,
    versions: () => versions,
    graph: () => callersNow().graph,
    purposeTerms: () => callersNow().purposeTerms(),
    routes,
    browserSignIn: {
      issuer,
      clientIds,
      origin: publicOrigin ?? origin,
      bindsKey: () => callersNow().purposeTerms().proof === "signed-by-caller",
    },
    accounts,
    clockProblem: async () => {
      const aheadMs = (await issuer.clock?.aheadMs()) ?? 0;
      return aheadMs === 0 ? null : clockWords(aheadMs);
    },
    stop: async () => {
      ended.stop();
      await following.stop();
      await shutOut.stop();
    },
  };
}

interface IssuerParts extends Pick<IdentityParts, "origin" | "openDemonstration" | "log"> {
  readonly convention: Identity["convention"];
  readonly accounts: readonly DemonstrationAccount[];
  readonly isShutOut: (account: string) => boolean;
  readonly routes: Router;
}

async function openIssuer(
  { config, keys }: IdentityTerms,
  { origin, openDemonstration, convention, accounts, isShutOut, routes, log }: IssuerParts,
): Promise<Pick<BrowserSignIn, "issuer" | "clientIds">> {
  const ask = trustingFetch(config.issuerAuthorities ?? null, "PALIER_ISSUER_CA", log);
  if (config.issuer.kind === "EXTERNAL") {
    const { url, jwksUrl, clientIds } = config.issuer;
    const parts = { now, log, fetch: ask, toleranceSeconds: config.toleranceSeconds };
    return { issuer: discoveredIssuer(url, jwksUrl, parts), clientIds };
  }
  const demonstration = await openDemonstration({
    origin,
    convention,
    accounts,
    isShutOut,
    lives: config.issuer.lives ?? usualLives,
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
  return { issuer: { ...demonstration.issuer, fetch: ask }, clientIds };
}

/** A working day, renewed every few minutes. */
const usualLives = { sessionSeconds: 10 * 60 * 60, accessSeconds: 5 * 60 };

function now(): Date {
  return new Date();
}
