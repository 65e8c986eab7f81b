import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** One request of the gateway's, as it arrived. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/**
 * Stands before a subgraph: has an address before the subgraph runs, hands requests on unchanged,
 * and keeps them, as somebody on the way between gateway and node might.
 */
export class RecordingFront {
  readonly url: string;
  /** Endpoint of the subgraph; while it is null connections are cut. */
  target: string | null = null;
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
    const server = createServer();
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
    await closed;
  }

  private async handOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/", headers } = request;
    const body = await text(request);
    if (method === "POST") this.received.push({ headers, body });
    if (this.target === null) throw new Error("nothing listens there");
    const answer = await fetch(new URL(url, this.target), {
      method,
      headers: passedOn(headers),
      ...(method === "POST" && { body }),
    });
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" });
    response.end(await answer.text());
  }
}

/** What a node judges; the rest belongs to the connection. */
function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
  const names = ["content-type", "authorization", "palier-visa", "palier-purpose"];
  const kept = names.flatMap((name) => {
    const value = headers[name];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return Object.fromEntries(kept);
}
