import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { type Visa, visaHeader } from "@palier/schema";

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Stands before each subgraph of a running platform. While it records it hands every question on and keeps the
 * answer; then it answers by itself, from memory: what a gateway takes is measured without what it asks. A gateway that
 * proves nothing is lent, while it records, what ours proved a moment before.
 */
export class RecordedSubgraphs {
  readonly #answers = new Map<string, Answer>();
  /** By subgraph and representation: gateways differ in what they ask at once. */
  readonly #entities = new Map<string, string>();
  /** Headers by subgraph, of the visa that opens most. */
  readonly #proofs = new Map<string, Readonly<Record<string, string>>>();
  readonly #servers: Server[] = [];
  #isRecording = true;
  /** The supergraph, with these servers in place of the subgraphs. */
  supergraphSdl = "";

  private constructor() {}

  /** @param supergraphSdl with the addresses at which subgraphs are asked now. */
  static async start(supergraphSdl: string): Promise<RecordedSubgraphs> {
    const recorded = new RecordedSubgraphs();
    let sdl = supergraphSdl;
    for (const [, name = "", url = ""] of supergraphSdl.matchAll(
      /@join__graph\(name: "([^"]+)", url: "([^"]+)"\)/g,
    )) {
      const server = createServer(async (request, response) => {
        const answer = await recorded.#answer(name, url, request);
        response.writeHead(answer.status, answer.headers).end(answer.body);
      });
      await once(server.listen(0, "127.0.0.1"), "listening");
      recorded.#servers.push(server);
      const { port } = server.address() as AddressInfo;
      sdl = sdl.replace(`"${url}"`, `"http://127.0.0.1:${port}/graphql"`);
    }
    recorded.supergraphSdl = sdl;
    return recorded;
  }

  /** From now on it answers by itself. */
  replay(): void {
    this.#isRecording = false;
  }

  stop(): void {
    for (const server of this.#servers) server.close().closeAllConnections();
  }

  async #answer(name: string, url: string, request: IncomingMessage): Promise<Answer> {
    const body = await buffer(request);
    const key = request.method === "POST" ? keyOf(name, body) : `${name} ${request.url}`;
    const kept = this.#answers.get(key);
    const isLent = request.method === "POST" && request.headers[visaHeader] === undefined;
    if (kept !== undefined && (isLent || !this.#isRecording)) return kept;
    if (request.method === "POST" && !this.#isRecording) {
      const entities = this.#entitiesOf(name, body);
      if (entities !== null) return { status: 200, headers: json, body: Buffer.from(entities) };
      const text = JSON.stringify({ errors: [{ message: `was never asked: ${key}` }] });
      return { status: 200, headers: json, body: Buffer.from(text) };
    }
    const answer = await fetch(new URL(request.url ?? "/", url), {
      method: request.method ?? "GET",
      headers: this.#proven(name, request),
      ...(request.method === "POST" && { body }),
    });
    const told = {
      status: answer.status,
      headers: { ...json, "content-type": answer.headers.get("content-type") ?? "" },
      body: Buffer.from(await answer.arrayBuffer()),
    };
    this.#answers.set(key, told);
    if (request.method === "POST" && !isLent) this.#keepEntities(name, body, told.body);
    return told;
  }

  #proven(name: string, { headers: all }: IncomingMessage): Readonly<Record<string, string>> {
    const sent = Object.entries(all).filter(([each]) => !ofConnection.has(each));
    const headers = Object.fromEntries(sent) as Record<string, string>;
    const { [visaHeader]: visa } = headers;
    const kept = this.#proofs.get(name);
    if (visa === undefined) return { ...kept, ...headers };
    const proofs = Object.entries(headers).filter(([each]) => proofHeaders.has(each));
    if (opensInputs(visa) || !opensInputs(kept?.[visaHeader])) {
      this.#proofs.set(name, Object.fromEntries(proofs));
    }
    return headers;
  }

  #keepEntities(name: string, body: Buffer, told: Buffer): void {
    const { data } = JSON.parse(told.toString()) as { data?: { _entities?: unknown[] } };
    for (const [index, key] of keysOfEntities(name, body).entries()) {
      this.#entities.set(key, JSON.stringify(data?._entities?.[index]));
    }
  }

  /** Null of an answer that would lack one. */
  #entitiesOf(name: string, body: Buffer): string | null {
    const found = keysOfEntities(name, body).map((key) => this.#entities.get(key));
    if (found.length === 0 || found.includes(undefined)) return null;
    return `{"data":{"_entities":[${found.join()}]}}`;
  }
}

/** Of the way to here; the way on has its own. */
const ofConnection: ReadonlySet<string> = new Set([
  "host",
  "connection",
  "keep-alive",
  "content-length",
  "transfer-encoding",
]);

const proofHeaders: ReadonlySet<string> = new Set([visaHeader, "authorization"]);

/** Whether it opens what classification is made of, too. */
function opensInputs(visa: string | undefined): boolean {
  const [, claims] = visa?.split(".") ?? [];
  if (claims === undefined) return false;
  const { asks } = JSON.parse(Buffer.from(claims, "base64url").toString()) as Visa;
  return asks === "INPUTS";
}

const json = { "content-type": "application/json; charset=utf-8" };

function keysOfEntities(name: string, body: Buffer): string[] {
  const { variables } = JSON.parse(body.toString()) as {
    variables?: { representations?: readonly unknown[] };
  };
  return (variables?.representations ?? []).map((each) => `${name} ${JSON.stringify(each)}`);
}

/** By what is asked: who asks it is in headers, and what a gateway says beside it differs. */
function keyOf(name: string, body: Buffer): string {
  const { query, variables = {} } = JSON.parse(body.toString()) as {
    query: string;
    variables?: object;
  };
  return `${name} ${query.replace(/\s+/g, " ")} ${JSON.stringify(variables)}`;
}
