import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from "@apollo/server/plugin/disabled";
import { expressMiddleware } from "@as-integrations/express5";
import type { DemonstrationIssuer, DemonstrationTerms } from "@palier/issuer";
import {
  BodyRoom,
  HttpServer,
  type Log,
  openLog,
  openMetrics,
  RefusalCount,
  type RoomLimits,
  refuseOtherMethods,
  refuseUnknownPath,
  refuseUnreadable,
  requestIdHeaders,
  requireJson,
  serveMetrics,
  usualHttpLimits,
} from "@palier/service";
import express, { type Express, type RequestHandler, type Response } from "express";
import type { GatewayConfig } from "./config.js";
import { subgraphCertificates } from "./connection/subgraph-certificates.js";
import { createContext, type GatewayContext } from "./context.js";
import { costPlugin } from "./cost/cost-plugin.js";
import { usualCosts } from "./cost/cost-settings.js";
import { openExtent } from "./cost/open-extent.js";
import { refuseUnread, toldToWait } from "./cost/refuse-unread.js";
import { Toll } from "./cost/toll.js";
import { dashboardRoutes } from "./dashboard/dashboard-routes.js";
import { type Dashboard, openDashboard } from "./dashboard/open-dashboard.js";
import { failureLog } from "./datasource/failure-log.js";
import { Subgraphs } from "./datasource/subgraphs.js";
import { RegisteredDocuments } from "./documents/registered-documents.js";
import { Admissions } from "./door/admission.js";
import { judgePlugin } from "./door/judge-plugin.js";
import { mostTokens } from "./door/limits.js";
import { requireOperation } from "./door/require-operation.js";
import { callerOf, requireSession } from "./door/require-session.js";
import { answerPlugin } from "./errors/answer-plugin.js";
import { maskError } from "./errors/mask-error.js";
import { exportHashes } from "./exports/asked/documents.js";
import type { Graph } from "./exports/asked/graph-reader.js";
import { exportRoutes } from "./exports/files/export-routes.js";
import { ogcRoutes } from "./exports/ogc/ogc-routes.js";
import { openSupergraph, type Supergraph } from "./graph/supergraph.js";
import { graphiqlRoutes, redirectToGraphiql } from "./graphiql/graphiql-routes.js";
import { LogHeadRelay } from "./heads/log-head-relay.js";
import {
  createIdentity,
  type Identity,
  type IdentityTerms,
  readIdentityTerms,
} from "./identity/identity.js";
import { GatewayMetrics } from "./metrics/gateway-metrics.js";
import { RequestPlans } from "./planner/plan-plugin.js";
import { plannedGraph } from "./planner/planned-graph.js";
import { Planner } from "./planner/planner.js";
import { PlanningThread } from "./planner/planning-thread.js";
import { countRefusals } from "./refusals/count-refusals.js";
import { type KeptRefusals, openRefusals } from "./refusals/open-refusals.js";
import { refusalPlugin } from "./refusals/refusal-plugin.js";
import { subgraphHealthRoutes } from "./server/health.js";
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
/** For operations that are read and not answered yet: some three hundred of the largest, and eighty of one person. */
const bodyRoom: RoomLimits = { ofAll: 32 << 20, ofEach: 8 << 20 };

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
  const registry = openMetrics("gateway");
  const metrics = new GatewayMetrics(registry);
  let identity: Identity | null = null;
  const subgraphs = new Subgraphs(
    supergraph,
    {
      ...config,
      certificates: subgraphCertificates(config.subgraphTls ?? null, log),
      onFetched: metrics.fetched,
    },
    failureLog(log, () => performance.now()),
    new LogHeadRelay(() => identity?.convention().landlords ?? []),
  );
  const terms =
    config.identity && (await readIdentityTerms(config.identity, supergraph.types, log));
  const refusals = terms ? await refusalsOf(terms, () => identity, log) : null;
  const counted = new RefusalCount(log);
  const noteRefusal = countRefusals([counted.add.bind(counted), metrics.refused], refusals);
  const dashboard = config.dashboard ? await openDashboard(config.dashboard, log) : null;
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
  const toll = new Toll(
    config.costs ?? usualCosts,
    knowsCallers,
    log,
    () => performance.now(),
    undefined,
    metrics.spent,
  );
  const thread = new PlanningThread({ supergraphSdl: supergraph.sdl, log });
  const planner = new Planner(thread);
  const plans = new RequestPlans(planner);
  const door = [
    judgePlugin(knowsCallers, { has: (hash) => exportHashes.has(hash) || documents.has(hash) }),
    costPlugin(toll, openExtent(supergraph.types), ({ textHash, operation }) =>
      planner.isKept({ textHash, operationName: operation.name?.value ?? null }),
    ),
    plans.plugin(),
    refusalPlugin(noteRefusal),
    metrics.plugin(documents),
  ];
  metrics.watch({
    waiting: () => toll.waiting,
    leftAlone: () => subgraphs.leftAlone(),
    conventionEnds: () => {
      const until = identity?.convention().validity.until;
      return until === undefined ? null : new Date(`${until}T24:00:00Z`);
    },
    now: () => new Date(),
  });
  let told: Awaited<ReturnType<typeof serveMetrics>> | null = null;
  const apollo = createApollo(supergraph, subgraphs, plans, door, log);
  await apollo.start();
  const following = documents.follow();
  const stop = async () => {
    const lastWait = setTimeout(() => void subgraphs.close(), longestLastWaitMs);
    await http.stop();
    await told?.stop();
    clearTimeout(lastWait);
    await following.stop();
    await identity?.stop();
    await apollo.stop();
    await thread.stop();
    await refusals?.close();
    counted.close();
    await subgraphs.close();
  };
  try {
    subgraphs.requireAll(Object.keys(config.subgraphUrls));
    await thread.start();
    told = config.metrics ? await serveMetrics(registry, config.metrics, log) : null;
    const origin = await http.listen(config);
    identity = terms
      ? await createIdentity(terms, { ...config, origin, openDemonstration, log })
      : null;
    const issuer = config.identity?.issuer;
    const publicOrigin = issuer?.kind === "EXTERNAL" ? issuer.publicOrigin : null;
    app.use(refuseForeignHosts(publicOrigin));
    const ways = { apollo, subgraphs, identity, toll, refusals, noteRefusal, dashboard };
    route(app, { ...ways, publicOrigin, log });
    http.answerBy(app);
    return { url: `${origin}/graphql`, metricsUrl: told?.url ?? null, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function createApollo(
  supergraph: Supergraph,
  subgraphs: Subgraphs,
  plans: RequestPlans,
  door: readonly ApolloServerPlugin<GatewayContext>[],
  log: Log,
): ApolloServer<GatewayContext> {
  return new ApolloServer<GatewayContext>({
    gateway: plannedGraph({
      supergraphSdl: supergraph.sdl,
      connect: (name, url) => subgraphs.connect(name, url),
      planOf: (context) => plans.of(context),
      // The data sources read it as such.
      isToRepeat: (context) => subgraphs.disbelieve(context as GatewayContext),
    }),
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // The plugin that judges documents validates them, by the schema that their sender knows.
    dangerouslyDisableValidation: true,
    parseOptions: { maxTokens: mostTokens },
    formatError: maskError(log),
    plugins: [
      answerPlugin(),
      requireOperation(),
      ...door,
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
}

interface Routed {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly subgraphs: Subgraphs;
  readonly identity: Identity | null;
  readonly toll: Toll;
  readonly refusals: KeptRefusals | null;
  readonly noteRefusal: KeptRefusals["note"];
  readonly dashboard: Dashboard | null;
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
    apollo,
    subgraphs,
    identity,
    toll,
    refusals,
    noteRefusal,
    dashboard,
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
  app.use("/health", subgraphHealthRoutes(subgraphs.connections, clockProblem));
  if (identity !== null) app.use(identity.routes);
  if (identity !== null && refusals !== null) app.use("/refusals", refusals.routes(identity));
  app.post("/graphql", graphqlHandlers(apollo, identity, toll, noteRefusal, log));
  app.all("/graphql", refuseOtherMethods);
  const graph = graphOf(apollo, identity, toll, noteRefusal, log);
  app.use("/exports", exportRoutes(graph, log));
  app.use("/ogc", ogcRoutes({ graph, publicOrigin, log }));
  app.use("/graphiql", graphiqlRoutes(identity));
  if (dashboard !== null) app.use(dashboardRoutes(dashboard, identity));
  else app.get("/", redirectToGraphiql);
  app.use(refuseUnknownPath("GraphQL is at /graphql, GraphiQL at /graphiql"));
  app.use(refuseUnreadable(log));
}

function graphqlHandlers(
  apollo: ApolloServer<GatewayContext>,
  identity: Identity | null,
  toll: Toll,
  noteRefusal: KeptRefusals["note"],
  log: Log,
): RequestHandler[] {
  const readBody = [requireJson, express.json({ limit: largestBody, inflate: false })];
  if (identity === null) {
    const context = async ({ res }: { res: Response }) => createContext(null, leavingOf(res));
    return [...readBody, expressMiddleware(apollo, { context })];
  }
  return [
    requireSession(identity, log, noteRefusal),
    refuseUnread(toll, (response) => askerOf(callerOf(response).session)),
    new BodyRoom(bodyRoom).guard(
      (_request, response) => JSON.stringify(askerOf(callerOf(response).session)),
      turnAway,
    ),
    ...readBody,
    expressMiddleware(apollo, {
      context: async ({ res }) => createContext(callerOf(res), leavingOf(res)),
    }),
  ];
}

function turnAway(response: Response): void {
  const { status, headers, result } = toldToWait(1);
  response.status(status).set(headers).json(result);
}

/** The graph as `POST /graphql` answers it, for files that are made of its answers. */
function graphOf(
  apollo: ApolloServer<GatewayContext>,
  identity: Identity | null,
  toll: Toll,
  noteRefusal: KeptRefusals["note"],
  log: Log,
): Graph {
  return {
    admissions: identity && new Admissions(identity, log, noteRefusal),
    secondsUnread: (asker) => toll.secondsUnread(asker),
    execute: async ({ name, text }, variables, caller, leaving) => {
      const { body, http } = await apollo.executeOperation(
        { query: text, operationName: name, variables },
        { contextValue: createContext(caller, leaving) },
      );
      if (body.kind !== "single") throw new Error("an answer in parts");
      const { status = 200, headers } = http;
      return { status, headers: Object.fromEntries(headers), result: body.singleResult };
    },
  };
}

/** Loaded only where it serves: it greets Node 20 with a warning. */
async function openDemonstration(terms: DemonstrationTerms): Promise<DemonstrationIssuer> {
  const { demonstrationIssuer } = await import("@palier/issuer/demonstration");
  return demonstrationIssuer(terms);
}
