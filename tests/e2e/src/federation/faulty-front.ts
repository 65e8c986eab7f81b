import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What is asked of a subgraph, as it arrives. */
export interface Asked {
  readonly query: string;
  readonly variables: { readonly representations?: readonly Readonly<Record<string, unknown>>[] };
  /** Type of the entities that a fault is about; absent: all that are asked for. */
  readonly about?: string;
}

/** Answers in place of the subgraph behind; `answer` fetches what that would have said. */
export type Fault = (
  response: ServerResponse,
  asked: Asked,
  answer: () => Promise<string>,
) => void | Promise<void>;

/** A server before a subgraph that counts what is asked and, when told to, answers badly. */
export class FaultyFront {
  readonly url: string;
  /** What was asked since the last call of `take`. */
  #asked: Asked[] = [];
  #fault: Fault | null = null;
  readonly #server: Server;

  private constructor(
    server: Server,
    /** Endpoint of the subgraph behind. */
    readonly target: string,
  ) {
    this.#server = server;
    const { port } = server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}/graphql`;
  }

  static async before(subgraphUrl: string): Promise<FaultyFront> {
    // Longer than the gateway's own connections stay idle.
    const server = createServer({ keepAliveTimeout: 65_000 });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const front = new FaultyFront(server, subgraphUrl);
    server.on("request", (request, response) => {
      void front.#serve(subgraphUrl, request, response);
    });
    return front;
  }

  /** Null lets it answer as the subgraph does. */
  set fault(fault: Fault | null) {
    this.#fault = fault;
  }

  take(): Asked[] {
    return this.#asked.splice(0);
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(subgraphUrl: string, request: IncomingMessage, response: ServerResponse) {
    if (request.method !== "POST") {
      const ready = await fetch(new URL(request.url ?? "", subgraphUrl));
      response.writeHead(ready.status).end(await ready.text());
      return;
    }
    const body = await text(request);
    const asked = JSON.parse(body) as Asked;
    this.#asked.push(asked);
    const answer = async () => {
      const headers = { "content-type": "application/json" };
      return (await fetch(subgraphUrl, { method: "POST", headers, body })).text();
    };
    if (this.#fault !== null) return this.#fault(response, asked, answer);
    sendJson(response, await answer());
  }
}

export function sendJson(response: ServerResponse, body: string): void {
  response.writeHead(200, { "content-type": "application/json" }).end(body);
}
