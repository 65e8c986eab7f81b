import type { DemonstrationIssuer, DemonstrationTerms } from "@palier/issuer";
import { versionInForce } from "@palier/schema";
import {
  type CertificateFiles,
  certificateFiles,
  HttpServer,
  type Log,
  openLog,
  openTraces,
  RefusalCount,
  refuseOtherMethods,
  refuseUnknownPath,
  refuseUnreadable,
  requestIdHeaders,
  requireJson,
  ServiceMetrics,
  type SharedMemory,
  type Traces,
  tellCertificates,
  tellConvention,
  traceAnswer,
  usualHttpLimits,
} from "@palier/service";
import express, { type Express, type RequestHandler } from "express";
import type { GatewayConfig } from "./config.js";
import { heldRoute, subgraphHealthRoutes } from "./connection/health-routes.js";
import { subgraphCertificates, subgraphTlsNames } from "./connection/subgraph-certificates.js";
import { createContext } from "./context.js";
import { bodyRooms } from "./cost/body-rooms.js";
import { usualCosts } from "./cost/cost-settings.js";
import { openShared } from "./cost/open-shared.js";
import { refuseUnread } from "./cost/refuse-unread.js";
import { Toll } from "./cost/toll.js";
import { dashboardRoutes } from "./dashboard/dashboard-routes.js";
import { type Dashboard, openDashboard } from "./dashboard/open-dashboard.js";
import { failureLog } from "./datasource/failure-log.js";
import { Subgraphs } from "./datasource/subgraphs.js";
import { RegisteredDocuments } from "./documents/registered-documents.js";
import { Admissions } from "./door/admission.js";
import { callerOf, requireSession } from "./door/require-session.js";
import { exportDocuments, exportHashes } from "./exports/asked/documents.js";
import type { Graph } from "./exports/asked/graph-reader.js";
import { exportRoutes } from "./exports/files/export-routes.js";
import { ogcRoutes } from "./exports/ogc/ogc-routes.js";
import type { ReadyGraph } from "./graph/ready-graph.js";
import { openSupergraph, type Supergraph } from "./graph/supergraph.js";
import { graphiqlRoutes, redirectToGraphiql } from "./graphiql/graphiql-routes.js";
import { Graphs } from "./graphs.js";
import { LogHeadRelay } from "./heads/log-head-relay.js";
import {
  createIdentity,
  type Identity,
  type IdentityTerms,
  readIdentityTerms,
} from "./identity/identity.js";
import { GatewayMetrics } from "./metrics/gateway-metrics.js";
import { countRefusals } from "./refusals/count-refusals.js";
import { type KeptRefusals, openRefusals } from "./refusals/open-refusals.js";
import { refusalPlugin } from "./refusals/refusal-plugin.js";
import { ServedGraph } from "./served-graph.js";
import { leavingOf } from "./server/leaving.js";
import { refuseForeignHosts } from "./server/refuse-foreign-hosts.js";
import { askerOf } from "./turns/asker.js";

/**
 * What running operations may still wait for subgraphs when the gateway stops, in all; then they are
 * answered without those that have not answered yet.
 */
const longestLastWaitMs = usualHttpLimits.drainMs - 1_500;
/** An operation is words; nobody sends files. */
const largestBody = "100kb";

export interface RunningGateway {
  /** The GraphQL endpoint, e.g. `http://127.0.0.1:4000/graphql`. */
  readonly url: string;
  /** Where its numbers are told; null: nowhere. */
  readonly metricsUrl: string | null;
  /** Lets running operations end, then closes every connection. */
  stop(): Promise<void>;
}

/**
 * Starts the gateway: `POST /graphql`, `GET /health/live`, `GET /health/ready`, GraphiQL, the dashboard.
 *
 * @param log Receives entries of one or more lines, for the operator.
 * @throws ConfigurationError when the supergraph cannot be read, a subgraph has an address that the
 *   supergraph does not know, the outlines cannot be used, or the port cannot be taken.
 */
export async function createGateway(
  config: GatewayConfig,
  log: Log = openLog({ service: "gateway", form: "text" }),
): Promise<RunningGateway> {
  const supergraph = openSupergraph(config.supergraph);
  const numbers = new ServiceMetrics("gateway");
  const metrics = new GatewayMetrics(numbers);
  const traces = await openTraces("gateway", config.traces, log);
  let identity: Identity | null = null;
  const heads = new LogHeadRelay(() => identity?.convention().landlords ?? []);
  const terms =
    config.identity && (await readIdentityTerms(config.identity, supergraph.types, log));
  const refusals = terms ? await refusalsOf(terms, () => identity, log) : null;
  const counted = new RefusalCount(log, numbers.refused);
  const noteRefusal = countRefusals((reason) => counted.add(reason), refusals);
  const { conventionFile = null } = config.identity ?? {};
  const dashboard = config.dashboard
    ? await openDashboard(config.dashboard, conventionFile, log)
    : null;
  const documents = await RegisteredDocuments.open(
    {
      file: config.identity?.documentFile ?? null,
      // While nobody signs in nobody is restricted.
      dashboardFolder: (terms && dashboard?.folder) ?? null,
    },
    log,
  );
  const app = express().disable("x-powered-by").disable("etag");
  const { connectionsPerAddress: mostPerAddress = usualHttpLimits.mostPerAddress } = config;
  const http = new HttpServer({ ...usualHttpLimits, mostPerAddress }, log, config.tls);
  const knowsCallers = terms !== undefined;
  const { costs = usualCosts, sharedMemory } = config;
  const { memory, budgets } = await openShared({
    config: sharedMemory,
    identity: config.identity,
    costs,
    log,
    decidedAlone: metrics.decidedAlone,
  });
  const toll = new Toll(
    costs,
    knowsCallers,
    log,
    () => performance.now(),
    undefined,
    metrics.spent,
    budgets,
  );
  metrics.watch({
    waiting: () => toll.waiting,
    leftAlone: () => graphIfAny(nobodys, identity)?.subgraphs.leftAlone() ?? new Map(),
    readiness: async () => graphIfAny(nobodys, identity)?.subgraphs.readiness() ?? new Map(),
    isMemoryAway: () => memory?.isAway ?? null,
    unaccepted: () => graphs?.unaccepted ?? null,
  });
  tellConvention(
    numbers,
    () => identity?.versions() ?? null,
    () => new Date(),
  );
  tellCertificates(numbers, certificateFilesOf(config));
  const following = documents.follow();
  const certificates = subgraphCertificates(config.subgraphTls ?? null, log);
  const onFailure = failureLog(log, () => performance.now());
  const open = (graph: Supergraph) =>
    new ServedGraph({
      supergraph: graph,
      subgraphs: new Subgraphs(
        graph,
        { ...config, certificates, onFetched: metrics.fetched },
        onFailure,
        heads,
      ),
      toll,
      knowsCallers,
      documents: { has: (hash) => exportHashes.has(hash) || documents.has(hash) },
      expected: () => [...documents.texts(), ...exportDocuments.map(({ text }) => text)],
      door: [refusalPlugin(noteRefusal), metrics.plugin(documents)],
      contextOf: (response) =>
        createContext(knowsCallers ? callerOf(response) : null, leavingOf(response)),
      log,
    });
  const first = open(supergraph);
  const graphs = terms && graphsOf(first, config, terms, open, log);
  // Held by nothing else where people sign in: a landlord that leaves takes its graph along.
  const nobodys = graphs === undefined ? first : null;
  const stop = async () => {
    const lastWait = setTimeout(
      () => void (graphs ?? nobodys?.subgraphs)?.close(),
      longestLastWaitMs,
    );
    await http.stop();
    await numbers.stop();
    await traces?.stop();
    clearTimeout(lastWait);
    await following.stop();
    await identity?.stop();
    await (graphs ?? nobodys)?.stop();
    await certificates?.stop();
    await refusals?.close();
    await memory?.stop();
    counted.close();
  };
  try {
    first.subgraphs.requireAll(Object.keys(config.subgraphUrls));
    await first.start();
    certificates?.start();
    const metricsUrl = await numbers.serve(config.metrics, log);
    const origin = await http.listen(config);
    if (graphs !== undefined && terms !== undefined) {
      const parts = {
        ...config,
        graphs,
        graphFiles: [config.supergraph],
        openDemonstration,
        memory,
      };
      identity = await createIdentity(terms, { ...parts, origin, log });
      graphs.started();
      // What is wrong with its files is told at the start, not at the first visitor.
      void dashboard?.outlines.of(identity.convention());
    }
    const issuer = config.identity?.issuer;
    const publicOrigin = issuer?.kind === "EXTERNAL" ? issuer.publicOrigin : null;
    app.use(refuseForeignHosts(publicOrigin));
    const held = () => {
      // Whoever asks learns what is held by the version in force now.
      graphIfAny(nobodys, identity);
      return { ...(graphs?.held() ?? noLandlords), heads: heads.held() };
    };
    const ways = {
      nobodys,
      held,
      identity,
      memory,
      toll,
      refusals,
      noteRefusal,
      dashboard,
      traces,
    };
    route(app, { ...ways, publicOrigin, log });
    http.answerBy(app);
    // Callers are answered meanwhile.
    void first.warm();
    return { url: `${origin}/graphql`, metricsUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Of which it is told how long they hold. */
function certificateFilesOf({ tls, subgraphTls, identity }: GatewayConfig): CertificateFiles {
  return {
    ...certificateFiles(tls),
    ...certificateFiles(subgraphTls, subgraphTlsNames),
    PALIER_ISSUER_CA: identity?.issuerAuthorities,
  };
}

function graphsOf(
  first: ServedGraph,
  { supergraph: supergraphFile }: GatewayConfig,
  { versions }: IdentityTerms,
  open: (supergraph: Supergraph) => ServedGraph,
  log: Log,
): Graphs {
  const convention = versionInForce(versions, new Date());
  return new Graphs({ first, convention, supergraphFile, open, log });
}

interface Routed {
  /** The graph that is asked where nobody signs in; null where people do. */
  readonly nobodys: ServedGraph | null;
  readonly held: Parameters<typeof heldRoute>[0];
  readonly identity: Identity | null;
  readonly memory: SharedMemory | null;
  readonly toll: Toll;
  readonly refusals: KeptRefusals | null;
  readonly noteRefusal: KeptRefusals["note"];
  readonly dashboard: Dashboard | null;
  readonly traces: Traces | null;
  /** Where browsers reach the gateway, as far as the settings say it. */
  readonly publicOrigin: string | null;
  readonly log: Log;
}

/** Null, and said to the operator, where the settings name no place for them. */
async function refusalsOf(
  { config: { refusalFolder = null }, versions: [text] }: IdentityTerms,
  identity: () => Identity | null,
  log: Log,
): Promise<KeptRefusals | null> {
  if (refusalFolder !== null) {
    return openRefusals(refusalFolder, () => identity()?.convention() ?? text, log);
  }
  log("What is refused here is kept nowhere: PALIER_REFUSALS and PALIER_KEYS are not set");
  return null;
}

function route(
  app: Express,
  {
    nobodys,
    held,
    identity,
    memory,
    toll,
    refusals,
    noteRefusal,
    dashboard,
    traces,
    publicOrigin,
    log,
  }: Routed,
): void {
  app.use((_request, response, next) => {
    // By it whoever asks can say which answer is meant.
    response.set({ "cache-control": "no-store", ...requestIdHeaders() });
    next();
  });
  const clockProblem = async () => (await identity?.clockProblem()) ?? null;
  app.use(
    "/health",
    subgraphHealthRoutes(
      () => graphNow(nobodys, identity).subgraphs.readiness(),
      clockProblem,
      () => (memory === null ? null : memory.isAway ? "away" : "there"),
    ),
    heldRoute(held),
  );
  if (identity !== null) app.use(identity.routes);
  if (identity !== null && refusals !== null) app.use("/refusals", refusals.routes(identity));
  const trace: RequestHandler = (_request, response, next) => {
    traceAnswer(traces, "question", response);
    next();
  };
  app.post("/graphql", graphqlHandlers(nobodys, identity, toll, noteRefusal, trace, log));
  app.all("/graphql", refuseOtherMethods);
  const graph = graphOf(nobodys, identity, toll, noteRefusal, log);
  app.use("/exports", exportRoutes(graph, log));
  app.use("/ogc", ogcRoutes({ graph, publicOrigin, log }));
  app.use("/graphiql", graphiqlRoutes(identity));
  if (dashboard !== null) app.use(dashboardRoutes(dashboard, identity, log));
  else app.get("/", redirectToGraphiql);
  app.use(refuseUnknownPath("GraphQL is at /graphql, GraphiQL at /graphiql"));
  app.use(refuseUnreadable(log));
}

function graphqlHandlers(
  nobodys: ServedGraph | null,
  identity: Identity | null,
  toll: Toll,
  noteRefusal: KeptRefusals["note"],
  trace: RequestHandler,
  log: Log,
): RequestHandler[] {
  const readBody = [requireJson, express.json({ limit: largestBody, inflate: false })];
  if (identity === null) return [...readBody, trace, graphNow(nobodys, null).answer];
  return [
    requireSession(identity, log, noteRefusal),
    // What a caller sends of a trace of its own is not looked at.
    trace,
    refuseUnread(toll, (response) => askerOf(callerOf(response).session)),
    ...bodyRooms((response) => askerOf(callerOf(response).session)),
    ...readBody,
    (request, response, next) => served(callerOf(response).graph).answer(request, response, next),
  ];
}

/** The graph as `POST /graphql` answers it, for files that are made of its answers. */
function graphOf(
  nobodys: ServedGraph | null,
  identity: Identity | null,
  toll: Toll,
  noteRefusal: KeptRefusals["note"],
  log: Log,
): Graph {
  return {
    admissions: identity && new Admissions(identity, log, noteRefusal),
    secondsUnread: (asker) => toll.secondsUnread(asker),
    execute: (document, variables, caller, leaving) => {
      const graph = caller === null ? graphNow(nobodys, null) : served(caller.graph);
      return graph.execute(document, variables, createContext(caller, leaving));
    },
  };
}

function graphNow(nobodys: ServedGraph | null, identity: Identity | null): ServedGraph {
  const graph = graphIfAny(nobodys, identity);
  if (graph === null) throw new Error("a graph is asked before anybody can sign in");
  return graph;
}

/** Null until people can sign in, where they are to. */
function graphIfAny(nobodys: ServedGraph | null, identity: Identity | null): ServedGraph | null {
  return identity === null ? nobodys : served(identity.graph());
}

/** While nobody signs in no version follows another. */
const noLandlords = { graph: [], ending: [] };

function served(graph: ReadyGraph): ServedGraph {
  if (graph instanceof ServedGraph) return graph;
  throw new Error("a graph that is served by another gateway");
}

/** Loaded only where it serves: it greets Node 20 with a warning. */
async function openDemonstration(terms: DemonstrationTerms): Promise<DemonstrationIssuer> {
  const { demonstrationIssuer } = await import("@palier/issuer/demonstration");
  return demonstrationIssuer(terms);
}
