import { once } from "node:events";
import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as openRequest,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { logHeadsAfterHeader, logHeadsHeader } from "@palier/schema";

/** One request of the gateway's, as it arrived. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Where a subgraph is reached, whether it runs or not. */
export type Front = Pick<RecordingFront, "url" | "target" | "take" | "stop">;

/**
 * Stands before a subgraph: has an address before the subgraph runs, hands requests on unchanged,
 * and keeps them, as somebody on the way between gateway and node might.
 */
export class RecordingFront {
  readonly url: string;
  /** Endpoint of the subgraph; while it is null connections are cut. */
  target: string | null = null;
  private readonly connections = new Agent({ keepAlive: true });
  /** Kept since the last call of `take`. */
  private received: Received[] = [];

  private constructor(private readonly server: Server) {
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    server.on("request", (request, response) => {
      // A subgraph that dies while it answers takes the connection along.
      this.handOn(request, response).catch(() => response.destroy());
    });
  }

  static async open(): Promise<RecordingFront> {
    // As a subgraph's: the gateway lets go of an idle connection first.
    const server = createServer({ keepAliveTimeout: 65_000 });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new RecordingFront(server);
  }

  take(): Received[] {
    return this.received.splice(0);
  }

  async stop(): Promise<void> {
    const closed = once(this.server, "close");
    this.server.close();
    this.server.closeAllConnections();
    this.connections.destroy();
    await closed;
  }

  private async handOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/", headers } = request;
    const body = await text(request);
    if (method === "POST") this.received.push({ headers, body });
    if (this.target === null) throw new Error("nothing listens there");
    const passed = openRequest(new URL(url, this.target), {
      method,
      headers: passedOn(headers),
      agent: this.connections,
    });
    passed.end(body);
    const [answer] = (await once(passed, "response")) as [IncomingMessage];
    const heads = answer.headers[logHeadsHeader];
    response.writeHead(answer.statusCode ?? 500, {
      "content-type": answer.headers["content-type"] ?? "",
      ...(heads !== undefined && { [logHeadsHeader]: heads }),
    });
    await pipeline(answer, response);
  }
}

/** What a node judges, and what ties its logs and traces to the gateway's; the rest belongs to the connection. */
function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
  const names = [
    ...["content-type", "authorization", "palier-visa", "palier-purpose"],
    ...["palier-request-id", "traceparent"],
    ...[logHeadsHeader, logHeadsAfterHeader],
  ];
  const kept = names.flatMap((name) => {
    const value = headers[name];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(kept);
}
