import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { UnavailableError } from "@palier/schema";
import type { Log } from "../log/log.js";
import { quietLog } from "../log/quiet-log.js";
import { withRequestId } from "../log/request-scope.js";
import type { Endpoint } from "../settings/endpoint.js";
import type { TlsFiles } from "../settings/tls-files.js";
import { Connections, sayLast } from "./connections.js";
import { listen } from "./listen.js";
import { ServerTls } from "./server-tls.js";

export interface HttpLimits {
  /** For the headers of a request, from its connection or its first byte on. */
  readonly headersMs: number;
  /** For a whole request to come in. */
  readonly requestMs: number;
  /** How often the two are looked at. */
  readonly lookEveryMs: number;
  readonly mostConnections: number;
  /** 0 for any number; those of this machine are not counted. */
  readonly mostPerAddress: number;
  /** For what is under way when the server stops. */
  readonly drainMs: number;
}

export const usualHttpLimits: HttpLimits = {
  headersMs: 10_000,
  requestMs: 20_000,
  lookEveryMs: 2_000,
  mostConnections: 2_000,
  // An office behind one address, at six for each browser; a gateway has 66 at each subgraph.
  mostPerAddress: 256,
  // Whoever stops processes waits some ten seconds before it kills them.
  drainMs: 9_000,
};

/**
 * Longer than common proxies keep an idle connection, 60 s, so that whoever sends on it again finds
 * it open; `node:http` alone would close it after 5 s.
 */
const keepAliveMs = 65_000;
/** Of a caller that neither sends nor reads while something is under way. */
const longestStillMs = 300_000;
/** For requests that are on their way while the server stops: each is answered, as the last of its connection. */
const lastRequestsMs = 200;

/**
 * An HTTP server as each process of ours runs it: it lets go of callers that open connections and ask
 * nothing, says so while it starts and while it stops, and ends what it has begun.
 */
export class HttpServer {
  readonly #limits: HttpLimits;
  readonly #connections: Connections;
  readonly #server: Server;
  readonly #tls: ServerTls | null;
  #answer: RequestListener = (_request, response) => tell(response, "starting");
  #isStopping = false;

  /**
   * @param log is told, once a minute, that connections are refused: a proxy's would be everybody's.
   * @param tls by which it proves itself; null: it speaks plain HTTP.
   * @throws ConfigurationError when a file of certificates cannot be used.
   */
  constructor(limits: HttpLimits, log: Log, tls: TlsFiles | null = null) {
    this.#limits = limits;
    this.#connections = new Connections(limits.mostPerAddress);
    const options = {
      keepAliveTimeout: keepAliveMs,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.lookEveryMs,
    };
    const take = (request: IncomingMessage, response: ServerResponse) =>
      withRequestId(() => this.#take(request, response));
    this.#tls = tls && new ServerTls(tls, log);
    this.#server =
      this.#tls === null
        ? createServer(options, take)
        : this.#tls.createServer(
            { ...options, handshakeTimeout: limits.headersMs },
            take,
            this.#connections,
          );
    this.#server.maxConnections = limits.mostConnections;
    this.#server.timeout = longestStillMs;
    const note = quietLog(log, () => performance.now());
    this.#server.prependListener("connection", (socket) => {
      if (this.#connections.admit(socket)) return;
      // Which one is nobody's business: an address may be a person's.
      note("address", `connections of one address refused: it has ${limits.mostPerAddress} open`);
    });
    this.#server.on("drop", () => {
      note("all", `connections refused: ${limits.mostConnections} are open`);
    });
  }

  /**
   * Takes connections; until `answerBy` each request is told that the process starts.
   *
   * @returns origin under which this machine reaches the server, e.g. `http://127.0.0.1:4101`.
   * @throws ConfigurationError naming port and variable when the endpoint cannot be taken.
   */
  async listen(endpoint: Endpoint): Promise<string> {
    const origin = await listen(this.#server, endpoint);
    return this.#tls === null ? origin : origin.replace(/^http:/, "https:");
  }

  answerBy(listener: RequestListener): void {
    this.#answer = listener;
  }

  /**
   * Lets what is under way end, and closes all. `GET /health/ready` says 503 from the first moment
   * on, and a moment later no connection is taken any more.
   */
  async stop(): Promise<void> {
    await this.#tls?.stop();
    if (!this.#server.listening || this.#isStopping) return;
    this.#isStopping = true;
    this.#connections.announceEnd();
    await pause(lastRequestsMs);
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#connections.end();
    const end = setTimeout(() => this.#server.closeAllConnections(), this.#limits.drainMs);
    await closed;
    clearTimeout(end);
  }

  #take(request: IncomingMessage, response: ServerResponse): void {
    this.#connections.begin(request.socket, response);
    if (this.#tls?.admits(request, response) === false) return;
    if (this.#isStopping) {
      sayLast(response);
      if (request.url === "/health/ready") {
        tell(response, "stopping");
        return;
      }
    }
    this.#answer(request, response);
  }
}

/** In the words of health, and of GraphQL's errors for who asks something else. */
function tell(response: ServerResponse, status: "starting" | "stopping"): void {
  const { message, extensions } = new UnavailableError();
  response.writeHead(503, {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
    "Retry-After": "1",
  });
  response.end(JSON.stringify({ status, errors: [{ message, extensions }] }));
}
