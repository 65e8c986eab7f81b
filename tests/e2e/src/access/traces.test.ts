import { EventEmitter, once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { melun, partners } from "./access-convention.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";

/** A part, as OTLP over HTTP has it in JSON. */
interface Part {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** Takes traces, or does not answer. */
class Collector {
  readonly parts: Part[] = [];
  readonly bodies: string[] = [];
  isSilent = false;
  asked = 0;
  private readonly events = new EventEmitter();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Collector> {
    const server = createServer(async (request, response) => {
      collector.asked += 1;
      collector.events.emit("asked");
      if (collector.isSilent) return;
      let text = "";
      for await (const chunk of request) text += String(chunk);
      collector.bodies.push(text);
      collector.parts.push(...partsIn(text));
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
      collector.events.emit("taken");
    }).listen(0, "127.0.0.1");
    const collector = new Collector(server);
    await once(server, "listening");
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1/traces`;
  }

  /** Once the process whose part was last has sent it. */
  async until(isThere: (parts: readonly Part[]) => boolean): Promise<void> {
    while (!isThere(this.parts)) await once(this.events, "taken");
  }

  async untilAsked(times: number): Promise<void> {
    while (this.asked < times) await once(this.events, "asked");
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}

function partsIn(text: string): Part[] {
  const { resourceSpans } = JSON.parse(text) as {
    resourceSpans: {
      resource: { attributes: Attribute[] };
      scopeSpans: { spans: (Omit<Part, "facts" | "service"> & { attributes: Attribute[] })[] }[];
    }[];
  };
  const named = (attributes: readonly Attribute[]) =>
    Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? ""]));
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const { "service.name": service = "" } = named(resource.attributes);
    return scopeSpans.flatMap(({ spans }) =>
      spans.map(({ attributes, ...span }) => ({ ...span, service, facts: named(attributes) })),
    );
  });
}

let collector: Collector;
let platform: AccessPlatform;
beforeAll(async () => {
  collector = await Collector.open();
  platform = await startAccessPlatform({ tracesUrl: collector.url });
});
afterAll(async () => {
  collector.stop();
  await platform.stop();
});

/** Of a caller that would like its own trace to be gone on with. */
const sent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

async function ask(query: string): Promise<Response> {
  return fetch(platform.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${await platform.token(partners.POLICE)}`,
      traceparent: sent,
    },
    body: JSON.stringify({ query }),
  });
}

it("shows what one question takes at every process, under its id, and nothing of who or what (issue 10)", async () => {
  const query = `query OfAnne { territory(code: "${melun}") { levels { level sites } } site(id: "lisiere:HARD") { name address } }`;
  const response = await ask(query);
  const id = response.headers.get("palier-request-id") ?? "";
  expect(await response.text()).toContain("Résidence HARD");
  // A process sends what ended within two seconds: of a slow question first the parts, last the whole.
  const wholes = [
    ["gateway", "question"],
    ...["convention", "classification", "lisiere"].map((service) => [service, "answer"]),
  ];
  await collector.until((parts) =>
    wholes.every(([service, name]) =>
      parts.some((part) => part.service === service && part.name === name),
    ),
  );
  const { parts } = collector;
  const [root, ...others] = parts.filter(({ parentSpanId }) => !parentSpanId);
  expect([root?.service, root?.name, others]).toEqual(["gateway", "question", []]);
  expect(root?.facts).toEqual({
    "palier.request_id": id,
    "palier.operation": "other",
    "palier.outcome": "ok",
  });
  expect(new Set(parts.map(({ traceId }) => traceId))).toEqual(new Set([root?.traceId]));
  expect(root?.traceId).not.toBe(sent.split("-")[1]);

  const byId = new Map(parts.map((part) => [part.spanId, part]));
  const above = (part: Part | undefined) => byId.get(part?.parentSpanId ?? "");
  const answers = parts.filter(({ name, service }) => name === "answer" && service === "lisiere");
  expect(answers.length).toBeGreaterThan(0);
  for (const answer of answers) {
    expect(answer.facts["palier.request_id"]).toBe(id);
    expect(above(answer)).toMatchObject({ service: "gateway", name: "fetch lisiere" });
  }
  const statements = parts.filter(({ name }) => /^SELECT .*site/.test(name));
  expect(statements.length).toBeGreaterThan(0);
  for (const statement of statements) {
    expect(above(statement)).toMatchObject({ service: statement.service, name: "answer" });
  }
  expect(parts.map(({ name }) => name)).toContain("access log");
  expect(collector.bodies.join()).not.toMatch(
    /anne|HARD|eyJ|police|\$1|WHERE|Résidence|dwellings/i,
  );
  const words = parts.map(({ name, facts }) => ({ name, ...facts, "palier.request_id": "" }));
  expect(JSON.stringify(words)).not.toContain(melun);
});

it("begins no trace for a stranger, and goes on with none that a caller without visa sends", async () => {
  const before = collector.parts.length;
  const headers = { "content-type": "application/json", traceparent: sent };
  const body = '{"query":"{ __typename }"}';
  expect((await fetch(platform.url, { method: "POST", headers, body })).status).toBe(401);
  await fetch(platform.nodes.lisiere.front.target ?? "", { method: "POST", headers, body });
  // What is asked after it is sent after it.
  await ask('{ site(id: "lisiere:HARD") { dwellings } }');
  await collector.until((parts) =>
    parts.slice(before).some(({ service, name }) => service === "lisiere" && name === "answer"),
  );
  const later = collector.parts.slice(before);
  expect(later.filter(({ traceId }) => sent.includes(traceId))).toEqual([]);
  expect(
    later.filter(({ name, service }) => name === "question" && service === "gateway").length,
  ).toBeLessThan(2);
});

it("answers while the collector answers nothing, and says so in its log", async () => {
  collector.isSilent = true;
  const { asked } = collector;
  for (let count = 0; count < 20; count += 1) {
    expect((await ask('{ site(id: "lisiere:HARD") { dwellings } }')).status).toBe(200);
  }
  await collector.untilAsked(asked + 1);
  expect((await ask('{ site(id: "lisiere:HARD") { dwellings } }')).status).toBe(200);
});
