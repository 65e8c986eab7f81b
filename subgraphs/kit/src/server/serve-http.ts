import { createServer, type Server } from "node:http";
import express, { type Express, type RequestHandler } from "express";
import { healthRoutes } from "./health.js";
import { type Endpoint, listen } from "./listen.js";
import { refuseOtherMethods, refuseUnknownPath, refuseUnreadable } from "./refusals.js";

/** The gateway's client lets go of an idle connection after less, so it never writes into a closing one. */
const keepAliveMs = 65_000;
const headersMs = keepAliveMs + 5_000;

/** Room for the representations of some ten thousand entities. */
export const largestBody = "4mb";

export interface HttpService extends Endpoint {
  /** Name that stands before each line of the log. */
  readonly name: string;
  /** Rejects while the subgraph cannot answer. */
  readonly isReady: () => Promise<void>;
  /** In place of the size that suits most subgraphs, e.g. `32mb`. */
  readonly largestBody?: string;
}

/** What answers `POST /graphql`. */
export interface OperationAnswering {
  readonly handlers: readonly RequestHandler[];
  /** Drains and closes the HTTP server it was given. */
  stop(): Promise<void>;
}

export interface RunningSubgraph {
  /** The GraphQL endpoint, e.g. `http://127.0.0.1:4101/graphql`. */
  readonly url: string;
  /** Lets running operations finish for a moment, then closes every connection. */
  stop(): Promise<void>;
}

/**
 * Serves `POST /graphql` by what `open` makes, and `GET /health/live`, `GET /health/ready`.
 *
 * @throws ConfigurationError when host or port cannot be taken.
 */
export async function serveHttp(
  service: HttpService,
  open: (http: Server, log: (entry: string) => void) => Promise<OperationAnswering>,
): Promise<RunningSubgraph> {
  const log = (entry: string) => console.error(`[${service.name}] ${entry}`);
  const app = express().disable("x-powered-by").disable("etag");
  const http = createServer({ keepAliveTimeout: keepAliveMs, headersTimeout: headersMs }, app);
  const answering = await open(http, log);
  route(app, answering.handlers, service, log);
  try {
    const origin = await listen(http, service);
    return { url: `${origin}/graphql`, stop: () => answering.stop() };
  } catch (error) {
    await answering.stop();
    throw error;
  }
}

function route(
  app: Express,
  handlers: readonly RequestHandler[],
  { isReady }: HttpService,
  log: (entry: string) => void,
): void {
  app.use((_request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    next();
  });
  app.use("/health", healthRoutes(isReady, log));
  app.post("/graphql", ...handlers);
  app.all("/graphql", refuseOtherMethods);
  app.use(refuseUnknownPath);
  app.use(refuseUnreadable(log));
}
